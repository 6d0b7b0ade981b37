// @ts-check
import { html, useEffect, useState } from "../html.js";
import * as api from "../api.js";
import { remembered, t, term } from "../language.js";
import { journeyName } from "../../shared/journeys.js";
import { attempt, may } from "../store.js";
import { Consents, StepLine } from "./case_panel.js";
import { Cause, Checks, Methods } from "./checks.js";
import { Decision } from "./decision.js";
import { Record } from "./record.js";
import { Photo, Value } from "./reveal.js";
import { List, Tags, useCases } from "./review_list.js";
import { chosenCase } from "./review_state.js";

/** @param {{detail: any}} props */
const Head = ({ detail }) => html`<header class="review-head">
    <h1>${t("case.title")} <span class="tag">${journeyName(detail.journey.journey, remembered.value)}</span></h1>
    <span class=${`case-status ${detail.status}`} data-status=${detail.status}>${term("case_status", detail.status)}</span>
    <div class="review-marks"><${Tags} row=${detail} /><${Cause} code=${detail.reason} />
      ${detail.reference && html`<span class="hint">${t("review.reference", { reference: detail.reference })}</span>`}</div>
    ${detail.simulated && html`<p class="banner simulated-note" role="note">${t("review.simulated")}</p>`}
    ${detail.review_asked && html`<p class="banner">${t("review.asked_note")}</p>`}
    ${detail.automated && html`<p class="banner">${t("review.automated")}</p>`}
  </header>`;

/** @param {{detail: any}} props */
function Kept({ detail }) {
  const gone = detail.fields.length + detail.evidence.length === 0;
  if (gone) return html`<p class="panel full empty">${t("review.gone")}</p>`;
  return html`<section class="panel"><h2>${t("review.values")}</h2>
      <ul class="values">${detail.fields.map((/** @type {any} */ v) => html`<${Value} key=${v.name} caseId=${detail.case_id} value=${v} />`)}</ul></section>
    <section class="panel full"><h2>${t("review.evidence")}</h2>
      <div class="photos">${detail.evidence.map((/** @type {any} */ e) => html`<${Photo} key=${e.evidence_id} caseId=${detail.case_id} evidence=${e} />`)}</div></section>`;
}

/** @param {{detail: any, changed: (detail: any) => void}} props */
const Detail = ({ detail, changed }) => html`<div>
  <${Head} detail=${detail} />
  <div class="review-body">
    <${Checks} detail=${detail} />
    <section class="panel"><h2>${t("case.title")}</h2><ol class="steps">${detail.journey.steps.map((/** @type {any} */ s) => html`<${StepLine} key=${s.id} step=${s} />`)}</ol>
      <h2>${t("case.consents")}</h2><${Consents} consents=${detail.consents} /></section>
    <${Methods} methods=${detail.methods} />
    <${Kept} detail=${detail} />
    ${detail.may.includes("decide") && html`<${Decision} detail=${detail} changed=${changed} />`}
    ${!may("case:decide") && html`<p class="hint">${t("review.not_allowed")}</p>`}
    <${Record} history=${detail.history} simulated=${detail.simulated} />
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
    <section class="review-detail">${detail ? html`<${Detail} key=${detail.case_id} detail=${detail} changed=${changed} />`
      : html`<p class="empty">${id ? t("conversation.loading") : t("review.select")}</p>`}</section></main>`;
}
