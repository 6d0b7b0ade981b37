// @ts-check
import { html } from "../html.js";
import { clock, t, term } from "../language.js";
import { told } from "../models/explained.js";

/** @param {{question: string, items: string[]}} topic */
const topicText = ({ question, items }) =>
  term("fact", question) + (items.length ? ` (${items.map((item) => term("item", item)).join(", ")})` : "");

/** What the customer has already been told about their data, so that nobody tells it differently. @param {{c: import("../types").OpenConversation}} props */
export function Explained({ c }) {
  const lines = told(c.explained ?? []);
  return html`<section class="explained" aria-label=${t("explained.title")}><h3>${t("explained.title")}</h3>
    ${lines.length === 0 ? html`<p class="empty">${t("explained.none")}</p>` : html`<ul>${lines.map((line) => html`<li key=${line.key}>
      <span>${line.topics.map(topicText).join(" · ") || line.response}</span>
      <span class="hint">${clock(line.at)}${line.times > 1 && ` · ${t("explained.times", { count: line.times })}`} · ${t("explained.release")} <bdi dir="ltr">${line.release}</bdi></span>
    </li>`)}</ul>`}
  </section>`;
}
