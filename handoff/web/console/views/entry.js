// @ts-check
import { html } from "../html.js";
import { clock, t, term } from "../language.js";

/** @param {import("../types").Message} m */
function eventText(m) {
  const p = m.body.params ?? {};
  const ofStep = m.body.name !== "case_moved" || p.kind || p.step;
  return t(/** @type {any} */ (ofStep ? `event.${m.body.name}` : "event.status_moved"), {
    ...p, step: term("step", p.kind ?? p.step), result: term("result", p.result), language: term("language", p.language),
  });
}

/** What the bot understood, for staff: the intent of the customer's message and the response that was said. @param {{m: import("../types").Message}} props */
const Understood = ({ m }) => m.staff?.response ? html`<p class="understood" dir="ltr">
  <code>${m.staff.response}</code>
  ${m.staff.intent && !m.staff.intent.startsWith("event_") && html`<span>${t("message.understood", { intent: m.staff.intent, percent: Math.round((m.staff.confidence ?? 0) * 100) })}</span>`}
</p>` : null;

/** @param {{m: import("../types").Message}} props */
function Body({ m }) {
  const card = m.kind === "card" && html`<p class="card-line">${t("message.card", { card: term("step", m.body.card) })}</p>`;
  const options = m.kind === "choices" && html`<ul class="options">${(m.body.options ?? []).map((/** @type {any} */ o) => html`<li>${o.label}</li>`)}</ul>`;
  return html`<div>${m.body.text && html`<p class="text" dir="auto">${m.body.text}</p>`}${card}${options}</div>`;
}

/** @param {{entry: {message: import("../types").Message | null, note: import("../types").StaffEntry | null}, c: import("../types").OpenConversation}} props */
export function Entry({ entry, c }) {
  const { message: m, note } = entry;
  if (note) {
    return html`<article class="entry note"><header><bdi>${note.author.name}</bdi> · ${t("composer.note")} · <time>${clock(note.at)}</time></header>
      <p class="text" dir="auto">${note.text}</p></article>`;
  }
  if (!m) return null;
  if (m.kind === "event") return html`<p class="entry event">${eventText(m)} <time>${clock(m.at)}</time></p>`;
  const who = m.sender.kind === "bot" ? t("message.bot") : m.sender.kind === "customer" ? c.customer_name : m.sender.name;
  const read = m.sender.kind === "agent" && (c.read_by_customer ?? 0) >= m.seq;
  return html`<article class=${`entry ${m.sender.kind}`}>
    <header><bdi>${who}</bdi> · <time>${clock(m.at)}</time>${read && html` · ${t("conversation.read")}`}</header>
    <${Body} m=${m} />
    <${Understood} m=${m} />
  </article>`;
}
