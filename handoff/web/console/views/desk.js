// @ts-check
import { html, useEffect, useState } from "../html.js";
import { t } from "../language.js";
import { atDesk, attempt, command, desk, line, may, me, notice, selected, signOut, tab, tell } from "../store.js";
import { Audit } from "./audit.js";
import { CasePanel } from "./case_panel.js";
import { Conversation } from "./conversation.js";
import { LanguageSwitch } from "./language_switch.js";
import { Queue } from "./queue.js";
import { Review } from "./review.js";

/** A clock for what counts up on the screen. */
export function useNow() {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return now;
}

const Status = () => {
  const status = desk.value.me?.status ?? "online";
  const set = (/** @type {string} */ wanted) => attempt(async () => {
    await command("set_status", { status: wanted });
    desk.value = { ...desk.value, me: desk.value.me && { ...desk.value.me, status: wanted } };
  });
  return html`<select class=${`status ${status}`} aria-label=${t("status.online")} value=${status}
    onChange=${(/** @type {any} */ e) => set(e.target.value)}>
    <option value="online">${t("status.online")}</option><option value="away">${t("status.away")}</option>
  </select>`;
};

const Tabs = () => html`<nav class="tabs">
  ${atDesk() && html`<button aria-pressed=${tab.value === "desk"} onClick=${() => (tab.value = "desk")}>${t("tab.desk")}</button>`}
  ${may("case:view") && html`<button aria-pressed=${tab.value === "review"} onClick=${() => (tab.value = "review")}>${t("tab.review")}</button>`}
  ${may("audit:view") && html`<button aria-pressed=${tab.value === "audit"} onClick=${() => (tab.value = "audit")}>${t("tab.audit")}</button>`}
</nav>`;

const TopBar = () => html`<header class="top">
  <h1 class="brand"><span class="brand-mark" aria-hidden="true"></span>Gildong <span class="brand-sub">${t("app.title")}</span></h1>
  <${Tabs} />
  ${atDesk() && html`<span class=${`line ${line.value}`} role="status">${line.value === "online" ? t("app.online") : t("app.offline")}</span>`}
  <${LanguageSwitch} />
  ${atDesk() && html`<${Status} />`}
  <span class="who"><bdi>${me.value?.name}</bdi></span>
  <button class="quiet" onClick=${signOut}>${t("app.sign_out")}</button>
</header>`;

const Notice = () => notice.value && html`<p class=${`notice ${notice.value.bad ? "bad" : ""}`} role="alert"
  onClick=${() => (notice.value = null)}>${notice.value.text}</p>`;

export function Desk() {
  useEffect(() => {
    // Asked once, on the first click: browsers refuse a question without a gesture.
    const ask = () => "Notification" in window && Notification.permission === "default" && void Notification.requestPermission();
    addEventListener("pointerdown", ask, { once: true });
    return () => removeEventListener("pointerdown", ask);
  }, []);
  const open = selected.value ? desk.value.open[selected.value] : undefined;
  return html`<div class="console">
    <${TopBar} />
    ${tab.value === "review" ? html`<${Review} />` : tab.value === "audit" ? may("audit:view") && html`<${Audit} />` : html`<main class=${`panes ${selected.value ? "chosen" : ""}`}>
      <${Queue} />
      <${Conversation} key=${selected.value} conversation=${open} loading=${Boolean(selected.value) && !open} />
      ${open && html`<${CasePanel} key=${open.conversation_id} conversation=${open} done=${() => tell(t("case.done"))} />`}
    </main>`}
    <${Notice} />
  </div>`;
}
