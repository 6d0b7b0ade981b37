// @ts-check
import { html, useEffect, useState } from "../html.js";
import * as api from "../api.js";
import { day, remembered, t, term } from "../language.js";
import { attempt, may } from "../store.js";
import { Consents, StepLine } from "./case_panel.js";
import { Decision } from "./decision.js";
import { Photo, Value } from "./reveal.js";
import { chosenCase } from "./review_state.js";

const LOOK_AGAIN_MS = 10000; // the list has no live stream of its own

function useCases() {
  const [cases, setCases] = useState(/** @type {any[] | null} */ (null));
  const load = async () => {
    const answer = await api.casesInReview(remembered.value).catch(() => null);
    if (answer) setCases(answer.cases ?? answer);
    else setCases((kept) => kept ?? []);
  };
  useEffect(() => {
    void load();
    const timer = setInterval(load, LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, []);
  return { cases, load };
}

/** @param {{cases: any[] | null}} props */
const List = ({ cases }) => html`<aside class="review-list"><h2>${t("review.title")}</h2>
  ${cases === null ? html`<p class="empty">${t("conversation.loading")}</p>`
    : cases.length === 0 ? html`<p class="empty">${t("review.none")}</p>`
    : html`<ul>${cases.map((one) => html`<li key=${one.case_id}><button class="queue-item" aria-current=${chosenCase.value === one.case_id}
        onClick=${() => (chosenCase.value = one.case_id)}>
        <span class="queue-name"><bdi dir="ltr">${one.case_id.slice(-8)}</bdi><span class="tag" dir="ltr">${one.journey.toUpperCase()}</span></span>
        <span class="queue-meta">${t("review.submitted", { time: day(one.updated_at) })}</span></button></li>`)}</ul>`}
</aside>`;

/** @param {{history: any[]}} props */
const History = ({ history }) => html`<section class="panel full"><h3>${t("review.history")}</h3>
  <ul class="history">${history.map((one, index) => html`<li key=${index}><time>${day(one.at)}</time>
    <span>${term("record", one.name)}${one.kind ? ` · ${term("step", one.kind)}` : ""} ${one.subject ? html`<code>${one.subject}</code>` : ""} ${one.cause ?? one.reason ?? ""} ${one.actor?.name ? html`· <bdi>${one.actor.name}</bdi>` : ""} ${one.why ? html`· <bdi>${one.why}</bdi>` : ""}</span></li>`)}</ul>
</section>`;

/** @param {{detail: any, changed: (detail: any) => void}} props */
const Detail = ({ detail, changed }) => html`<div>
  <header class="review-head"><h1>${t("case.title")} <span class="tag" dir="ltr">${detail.journey.journey.toUpperCase()}</span></h1>
    <span class=${`case-status ${detail.status}`} data-status=${detail.status}>${term("case_status", detail.status)}</span></header>
  <div class="review-body">
    <section class="panel"><h3>${t("review.values")}</h3>
      <ul class="values">${detail.fields.map((/** @type {any} */ v) => html`<${Value} key=${v.name} caseId=${detail.case_id} value=${v} />`)}</ul></section>
    <section class="panel"><h3>${t("case.title")}</h3><ol class="steps">${detail.journey.steps.map((/** @type {any} */ s) => html`<${StepLine} key=${s.id} step=${s} />`)}</ol>
      <h3>${t("case.consents")}</h3><${Consents} consents=${detail.journey.consents} /></section>
    <section class="panel full"><h3>${t("review.evidence")}</h3>
      <div class="photos">${detail.evidence.map((/** @type {any} */ e) => html`<${Photo} key=${e.evidence_id} caseId=${detail.case_id} evidence=${e} />`)}</div></section>
    ${detail.may.includes("decide") && html`<${Decision} detail=${detail} changed=${changed} />`}
    ${!may("case:decide") && html`<p class="hint">${t("review.not_allowed")}</p>`}
    <${History} history=${detail.history} />
  </div>
</div>`;

export function Review() {
  const { cases, load } = useCases();
  const [detail, setDetail] = useState(/** @type {any} */ (null));
  const id = chosenCase.value;
  useEffect(() => {
    setDetail(null);
    if (id) void attempt(async () => setDetail(await api.caseDetail(id, remembered.value)));
  }, [id]);
  const changed = (/** @type {any} */ next) => { setDetail(next); void load(); };
  return html`<main class="review"><${List} cases=${cases} />
    <section class="review-detail">${detail ? html`<${Detail} detail=${detail} changed=${changed} />`
      : html`<p class="empty">${id ? t("conversation.loading") : t("review.select")}</p>`}</section></main>`;
}
