// @ts-check
import { html, useEffect, useState } from "../html.js";
import * as api from "../api.js";
import { day, t, term } from "../language.js";
import { attempt } from "../store.js";
import { Simulated } from "./checks.js";

const FINE = ["asked", "done", "here", "everywhere"];

/** What came of it; a refusal in the words of the screen on which it was met, or its code. @param {string} code */
const outcome = (code) => term(FINE.includes(code) ? "result_of" : "error", code);

/** @param {{entry: any}} props */
const Row = ({ entry }) => html`<tr data-deed=${entry.action}>
  <td><time>${day(entry.at)}</time></td>
  <td><bdi>${entry.name ?? (entry.actor === "service" ? term("actor", "service") : entry.actor.slice(-8))}</bdi>${entry.detail.role ? html` <span class="hint">${term("role", entry.detail.role)}</span>` : ""}</td>
  <td>${term("deed", entry.action)} ${["command", "decision", "step", "field", "way", "how"].filter((name) => entry.detail[name]).map((name) => html`<code key=${name}>${entry.detail[name]}</code> `)}
    ${entry.detail.simulated && html`<${Simulated} />`}</td>
  <td><bdi dir="ltr" title=${entry.subject}>${entry.subject.slice(-8)}</bdi></td>
  <td class=${FINE.includes(entry.outcome) ? "" : "bad"}>${outcome(entry.outcome)}</td>
  <td><bdi>${entry.reason ?? ""}</bdi></td></tr>`;

/** Who did what to which case and why, newest first; never a value. */
export function Audit() {
  const [entries, setEntries] = useState(/** @type {any[] | null} */ (null));
  useEffect(() => void attempt(async () => setEntries(await api.audit())), []);
  const heads = /** @type {const} */ (["when", "who", "what", "on", "outcome", "why"]);
  return html`<main class="audit"><h1>${t("audit.title")}</h1>
    ${entries === null ? html`<p class="empty">${t("conversation.loading")}</p>`
      : entries.length === 0 ? html`<p class="empty">${t("audit.none")}</p>`
      : html`<div class="table"><table><thead><tr>${heads.map((one) => html`<th scope="col">${t(`audit.${one}`)}</th>`)}</tr></thead>
        <tbody>${entries.map((entry) => html`<${Row} key=${entry.id} entry=${entry} />`)}</tbody></table></div>`}
  </main>`;
}
