// @ts-check
import { html, useEffect, useRef, useState } from "../html.js";
import { t } from "../language.js";
import { attempt, command, desk, me } from "../store.js";

/** A modal that closes on Escape and gives the focus back. @param {{title: string, close: () => void, children: any}} props */
export function Dialog({ title, close, children }) {
  const ref = useRef(/** @type {HTMLDialogElement | null} */ (null));
  useEffect(() => ref.current?.showModal(), []);
  return html`<dialog ref=${ref} class="dialog" onClose=${close} onCancel=${close} aria-label=${title}>
    <h2>${title}</h2>${children}
  </dialog>`;
}

const OUTCOMES = /** @type {const} */ (["continues", "solved", "follow_up", "no_answer"]);

/** @param {{c: import("../types").OpenConversation, close: () => void}} props */
export function HandBack({ c, close }) {
  const [outcome, setOutcome] = useState(/** @type {string} */ ("continues"));
  const [summary, setSummary] = useState("");
  const go = async () => {
    const body = { conversation_id: c.conversation_id, outcome, ...(summary.trim() && { summary: summary.trim() }) };
    if ((await attempt(() => command("hand_back", body))) !== undefined) close();
  };
  return html`<${Dialog} title=${t("hand_back.title")} close=${close}>
    <fieldset><legend>${t("hand_back.outcome")}</legend>
      ${OUTCOMES.map((one) => html`<label class="choice"><input type="radio" name="outcome" checked=${outcome === one}
        onChange=${() => setOutcome(one)} />${t(`outcome.${one}`)}</label>`)}</fieldset>
    <label>${t("hand_back.summary")}<textarea rows="3" dir="auto" maxlength="1000" value=${summary}
      onInput=${(/** @type {any} */ e) => setSummary(e.target.value)}></textarea></label>
    <div class="actions"><button class="quiet" onClick=${close}>${t("action.cancel")}</button>
      <button class="primary" onClick=${go}>${t("action.hand_back")}</button></div>
  <//>`;
}

/** @param {{c: import("../types").OpenConversation, close: () => void}} props */
export function Transfer({ c, close }) {
  const colleagues = desk.value.presence.filter((one) => one.id !== me.value?.id && one.status === "online");
  const go = async (/** @type {string} */ to) => {
    if ((await attempt(() => command("transfer", { conversation_id: c.conversation_id, to }))) !== undefined) close();
  };
  return html`<${Dialog} title=${t("transfer.title")} close=${close}>
    ${colleagues.length ? html`<ul class="colleagues">${colleagues.map((one) => html`<li><button onClick=${() => go(one.id)}><bdi>${one.name}</bdi></button></li>`)}</ul>`
      : html`<p class="empty">${t("transfer.none")}</p>`}
    <div class="actions"><button class="quiet" onClick=${close}>${t("action.cancel")}</button></div>
  <//>`;
}
