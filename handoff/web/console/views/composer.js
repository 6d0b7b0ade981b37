// @ts-check
import { html, useRef, useState } from "../html.js";
import { digits, errorText, t } from "../language.js";
import { command, drafts, me, tell } from "../store.js";

const LONGEST = 2000; // DESIGN: characters of one message
const TYPING_EVERY_MS = 3000;

/** One id a text: a retry after a lost acknowledgement is the same message. */
const ids = /** @type {Map<string, {text: string, id: string}>} */ (new Map());

/** @param {string} key @param {string} text */
function clientId(key, text) {
  const kept = ids.get(key);
  if (kept?.text === text) return kept.id;
  const id = crypto.randomUUID();
  ids.set(key, { text, id });
  return id;
}

/** @param {string} conversationId */
function useTyping(conversationId) {
  const last = useRef(0);
  return () => {
    const now = Date.now();
    if (now - last.current < TYPING_EVERY_MS) return;
    last.current = now;
    void command("typing", { conversation_id: conversationId, on: true }).catch(() => {});
  };
}

/** @param {{c: import("../types").OpenConversation}} props */
export function Composer({ c }) {
  const own = c.owner.kind === "agent" && c.owner.id === me.value?.id;
  const [mode, setMode] = useState("reply");
  const writing = own ? mode : "note";
  const key = `${c.conversation_id}:${writing}`;
  const [, redraw] = useState(0);
  const typing = useTyping(c.conversation_id);
  const text = drafts.get(key) ?? "";
  const set = (/** @type {string} */ value) => { drafts.set(key, value); redraw((n) => n + 1); };

  async function send() {
    const wanted = text.trim();
    if (!wanted || wanted.length > LONGEST) return;
    try {
      await command(writing, { conversation_id: c.conversation_id, client_id: clientId(key, wanted), text: wanted });
      ids.delete(key);
      if (drafts.get(key)?.trim() === wanted) set("");
    } catch (error) {
      tell(/** @type {any} */ (error).code === "offline" ? t("composer.unsent") : errorText(error), true);
    }
  }

  /** @param {KeyboardEvent} event Enter while Hangul is being composed belongs to the input method. */
  const onKey = (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing && event.keyCode !== 229) {
      event.preventDefault();
      void send();
    }
  };

  return html`<footer class=${`composer ${writing}`}>
    <div class="modes" role="group">
      <button aria-pressed=${writing === "reply"} disabled=${!own} onClick=${() => setMode("reply")}>${t("composer.reply")}</button>
      <button aria-pressed=${writing === "note"} onClick=${() => setMode("note")}>${t("composer.note")}</button>
      <span class="hint">${own ? writing === "note" && t("composer.note_hint") : t("composer.not_owner")}</span>
    </div>
    <div class="write">
      <textarea rows="2" dir=${text ? "auto" : undefined} value=${text} aria-label=${t(writing === "note" ? "composer.note" : "composer.reply")}
        placeholder=${writing === "note" ? t("composer.note_hint") : t("composer.reply_hint", { name: c.customer_name })}
        onInput=${(/** @type {any} */ e) => { set(e.target.value); if (writing === "reply") typing(); }} onKeyDown=${onKey}></textarea>
      <button class="primary" disabled=${!text.trim() || text.length > LONGEST} onClick=${send}>
        ${t(writing === "note" ? "action.save_note" : "action.send")}</button>
    </div>
    ${text.length > LONGEST * 0.9 && html`<p class=${text.length > LONGEST ? "problem" : "hint"}>${digits(`${text.length} / ${LONGEST}`)}</p>`}
  </footer>`;
}
