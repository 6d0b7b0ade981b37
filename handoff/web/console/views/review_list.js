// @ts-check
import { html, useEffect, useState } from "../html.js";
import * as api from "../api.js";
import { journeyName } from "../../shared/journeys.js";
import { day, digits, remembered, t, term } from "../language.js";
import { KINDS, ofKind } from "../models/checks.js";
import { me } from "../store.js";
import { Simulated } from "./checks.js";
import { chosenCase } from "./review_state.js";

const LOOK_AGAIN_MS = 10000; // the list has no live stream of its own

export function useCases() {
  const [cases, setCases] = useState(/** @type {any[] | null} */ (null));
  const load = async () => {
    const answer = await api.casesInReview(remembered.value).catch(() => null);
    setCases((kept) => answer ?? kept ?? []);
  };
  useEffect(() => {
    void load();
    const timer = setInterval(load, LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, []);
  return { cases, load };
}

/** What sets an application apart from the others. @param {{row: any}} props */
export const Tags = ({ row }) => html`<span class="tags">
  ${row.overdue && html`<span class="tag urgent">${t("tag.overdue")}</span>`}
  ${row.review_asked && html`<span class="tag asked">${t("tag.asked")}</span>`}
  ${row.proposed_by && html`<span class="tag second">${t(row.proposed_by === me.value?.id ? "tag.mine" : "tag.second")}</span>`}
  ${row.risk && html`<span class="tag risk">${t("tag.risk", { risk: term("risk", row.risk) })}</span>`}
  ${row.simulated && html`<${Simulated} />`}
</span>`;

/** @param {{row: any}} props */
const Item = ({ row }) => html`<li><button class="queue-item" data-case=${row.case_id} aria-current=${chosenCase.value === row.case_id}
    onClick=${() => (chosenCase.value = row.case_id)}>
  <span class="queue-name"><bdi dir="ltr">${row.case_id.slice(-8)}</bdi><span class="tag">${journeyName(row.journey, remembered.value)}</span></span>
  <span class="queue-meta">${t("review.since", { time: day(row.review_since ?? row.updated_at) })}</span>
  <${Tags} row=${row} /></button></li>`;

/** @param {{cases: any[] | null}} props */
export function List({ cases }) {
  const [kind, setKind] = useState(/** @type {import("../models/checks.js").Kind} */ ("all"));
  const shown = ofKind(cases ?? [], kind);
  return html`<aside class="review-list"><h2>${t("review.title")}</h2>
    ${cases !== null && cases.length > 0 && html`<div class="kinds" role="group" aria-label=${t("review.title")}>${KINDS.map((one) => html`<button key=${one}
      aria-pressed=${kind === one} onClick=${() => setKind(one)}>${t(`review.${one}`)} <span class="count">${digits(String(ofKind(cases, one).length))}</span></button>`)}</div>`}
    ${cases === null ? html`<p class="empty">${t("conversation.loading")}</p>`
      : cases.length === 0 ? html`<p class="empty">${t("review.none")}</p>`
      : shown.length === 0 ? html`<p class="empty">${t("review.none_of_these")}</p>`
      : html`<ul>${shown.map((row) => html`<${Item} key=${row.case_id} row=${row} />`)}</ul>`}
  </aside>`;
}
