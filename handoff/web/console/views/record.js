// @ts-check
import { html } from "../html.js";
import { day, t, term } from "../language.js";
import { Cause, Simulated } from "./checks.js";

/** @param {{actor: {kind: string, name: string | null, role: string | null}}} props */
const Who = ({ actor }) => html`<span class="who-did"><bdi>${actor.name ?? term("actor", actor.kind)}</bdi>${actor.role ? ` (${term("role", actor.role)})` : ""}</span>`;

/** The case's own record: what happened, who did it, and why. @param {{history: any[], simulated: boolean}} props */
export const Record = ({ history, simulated }) => html`<section class="panel full"><h2>${t("review.history")} ${simulated && html`<${Simulated} />`}</h2>
  <ul class="history" tabindex="0" aria-label=${t("review.history")}>${history.map((one, index) => html`<li key=${index} data-record=${one.name}><time>${day(one.at)}</time>
    <span>${term("record", one.name)}${one.kind ? ` · ${term("step", one.kind)}` : ""} ${one.subject ? html`<code>${one.subject}</code>` : ""}
      · <${Who} actor=${one.actor} /> <${Cause} code=${one.reason} />
      ${one.why ? html`<span class="why-did">“<bdi>${one.why}</bdi>”</span>` : ""}</span></li>`)}</ul>
</section>`;
