// @ts-check
import { html } from "../html.js";
import { digits, elapsed, t, term } from "../language.js";
import { mine, others, waiting } from "../models/desk.js";
import { desk, select, selected } from "../store.js";
import { useNow } from "./desk.js";

/** @param {{item: import("../types").QueueItem, now: number}} props */
const Item = ({ item, now }) => html`<li>
  <button class="queue-item" aria-current=${selected.value === item.conversation_id} onClick=${() => select(item.conversation_id)}>
    <span class="queue-name"><bdi>${item.customer_name || "—"}</bdi>
      ${item.unread ? html`<span class="badge">${digits(String(item.unread))}</span>` : null}</span>
    <span class="queue-meta">
      <span class="tag" lang="en">${item.language.toUpperCase()}</span>
      ${item.priority !== "normal" && html`<span class=${`tag ${item.priority}`}>${term("priority", item.priority)}</span>`}
      ${item.step && html`<span class="tag">${term("step", item.step)}</span>`}
      <span>${item.state === "active" ? item.agent?.name : term("trigger", item.trigger)}</span>
    </span>
    ${item.state !== "active" && html`<span class="queue-wait">${t("queue.waits", { time: elapsed(item.requested_at, now) })}</span>`}
  </button>
</li>`;

/** @param {{title: string, items: import("../types").QueueItem[], none?: string, now: number}} props */
const Section = ({ title, items, none, now }) => (items.length || none) && html`<section>
  <h2>${title} <span class="count">${digits(String(items.length))}</span></h2>
  ${items.length ? html`<ul>${items.map((item) => html`<${Item} key=${item.conversation_id} item=${item} now=${now} />`)}</ul>`
    : html`<p class="empty">${none}</p>`}
</section>`;

export function Queue() {
  const now = useNow();
  return html`<aside class="queue" aria-label=${t("tab.desk")}>
    <${Section} title=${t("queue.waiting")} items=${waiting(desk.value)} none=${t("queue.none_waiting")} now=${now} />
    <${Section} title=${t("queue.mine")} items=${mine(desk.value)} none=${t("queue.none_mine")} now=${now} />
    <${Section} title=${t("queue.others")} items=${others(desk.value)} now=${now} />
  </aside>`;
}
