// @ts-check
import { html, useEffect, useLayoutEffect, useRef, useState } from "../html.js";
import { t, term } from "../language.js";
import { attempt, close, command, loadOlder, may, me } from "../store.js";
import { Composer } from "./composer.js";
import { HandBack, Transfer } from "./dialogs.js";
import { timeline } from "../models/timeline.js";
import { Entry } from "./entry.js";

/** @param {import("../types").OpenConversation} c */
function ownerLine(c) {
  if (c.owner.kind === "bot") return t("conversation.owner_bot");
  return c.owner.id === me.value?.id ? t("conversation.owner_me") : t("conversation.owner_other", { name: c.owner.name ?? "" });
}

/** @param {{c: import("../types").OpenConversation, onDialog: (name: string) => void}} props */
function Actions({ c, onDialog }) {
  const own = c.owner.kind === "agent" && c.owner.id === me.value?.id;
  const go = (/** @type {string} */ name) => attempt(() => command(name, { conversation_id: c.conversation_id }));
  return html`<div class="actions">
    ${c.owner.kind === "bot" && may("desk:claim") && html`<button class="primary" onClick=${() => go("claim")}>${t("action.claim")}</button>`}
    ${c.owner.kind === "agent" && !own && may("desk:barge") && html`<button onClick=${() => go("barge")}>${t("action.barge")}</button>`}
    ${own && may("desk:transfer") && html`<button onClick=${() => onDialog("transfer")}>${t("action.transfer")}</button>`}
    ${own && html`<button class="primary" onClick=${() => onDialog("hand_back")}>${t("action.hand_back")}</button>`}
    <button class="quiet" onClick=${() => close(c.conversation_id)}>${t("conversation.close")}</button>
  </div>`;
}

/** Keeps the newest in view unless the reader has scrolled up; earlier messages do not move what is read.
 * @param {import("../types").OpenConversation} c */
function useScroll(c) {
  const box = useRef(/** @type {HTMLElement | null} */ (null));
  const near = useRef(true);
  const height = useRef(0);
  const first = c.messages[0]?.seq;
  const lastFirst = useRef(first);
  useLayoutEffect(() => {
    const el = box.current;
    if (!el) return;
    if (lastFirst.current !== first) el.scrollTop += el.scrollHeight - height.current;
    else if (near.current) el.scrollTop = el.scrollHeight;
    lastFirst.current = first;
    height.current = el.scrollHeight;
  }, [c.messages.length, c.staff.length, c.typing]);
  const onScroll = () => {
    const el = box.current;
    if (el) near.current = el.scrollHeight - el.scrollTop - el.clientHeight < 80;
  };
  return { box, onScroll };
}

/** @param {{conversation: import("../types").OpenConversation | undefined, loading: boolean}} props */
export function Conversation({ conversation, loading }) {
  if (!conversation) {
    return html`<section class="conversation blank"><p>${loading ? t("conversation.loading") : t("conversation.none")}</p>
      ${!loading && html`<p class="hint">${t("conversation.none_hint")}</p>`}</section>`;
  }
  return html`<${Opened} c=${conversation} />`;
}

/** Why a person is here; what care a customer needs is named. @param {{trigger: string, topic: string}} handoff */
const cause = ({ trigger, topic }) =>
  trigger === "vulnerable" ? `${term("trigger", trigger)}: ${term("signal", topic)}` : term("trigger", trigger);

/** @param {{c: import("../types").OpenConversation}} props */
function Opened({ c }) {
  const [dialog, setDialog] = useState("");
  const { box, onScroll } = useScroll(c);
  const last = c.messages.at(-1)?.seq ?? 0;
  useEffect(() => {
    if (last) void command("read", { conversation_id: c.conversation_id, seq: last }).catch(() => {});
  }, [last]);
  const first = c.messages[0]?.seq ?? 1;
  return html`<section class="conversation" aria-label=${c.customer_name}>
    <header class="conversation-head">
      <div><h1><bdi>${c.customer_name || "—"}</bdi></h1>
        <p><span class="tag">${term("language", c.language)}</span> <span class=${`owner ${c.owner.kind}`}>${ownerLine(c)}</span>
          ${c.handoff && html` <span class="tag">${cause(c.handoff)}</span>`}</p></div>
      <${Actions} c=${c} onDialog=${setDialog} />
    </header>
    <div class="log" ref=${box} onScroll=${onScroll} role="log" aria-live="polite" tabindex="0">
      ${first > 1 && html`<button class="quiet older" onClick=${() => loadOlder(c.conversation_id, first)}>${t("conversation.older")}</button>`}
      ${timeline(c.messages, c.staff).map((entry) => html`<${Entry} key=${entry.key} entry=${entry} c=${c} />`)}
      ${c.typing && html`<p class="typing">${t("conversation.typing", { name: c.customer_name })}</p>`}
    </div>
    <${Composer} c=${c} />
    ${dialog === "hand_back" && html`<${HandBack} c=${c} close=${() => setDialog("")} />`}
    ${dialog === "transfer" && html`<${Transfer} c=${c} close=${() => setDialog("")} />`}
  </section>`;
}
