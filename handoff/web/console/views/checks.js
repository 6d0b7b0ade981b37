// @ts-check
import { html } from "../html.js";
import { digits, t, term } from "../language.js";
import { measureKey, rounded } from "../models/checks.js";

export const Simulated = () => html`<strong class="tag simulated">${t("tag.simulated")}</strong>`;

/** A reason in the words of staff, and its code. @param {{code: string | null}} props */
export const Cause = ({ code }) => code ? html`<span class="cause">${term("code", code)} <code>${code}</code></span>` : null;

/** @param {{finding: any}} props */
function Finding({ finding }) {
  const key = measureKey(finding);
  const values = { score: digits(rounded(finding.score ?? 0)), threshold: digits(rounded(finding.threshold ?? 0)) };
  return html`<li class=${`finding ${finding.outcome}`} data-check=${finding.check}>
    <span class="finding-name">${term("check", finding.check)} ${finding.simulated && html`<${Simulated} />`}</span>
    <strong class="finding-outcome">${term("finding", finding.outcome)}</strong>
    <span class="hint">${key && `${t(key, values)} · `}${t("checks.by", { source: term("source", finding.source) })}</span>
    <${Cause} code=${finding.reason}/>
  </li>`;
}

/** Each check beside the step that it was made for. @param {{detail: any}} props */
export const Checks = ({ detail }) => html`<section class="panel checks"><h2>${t("checks.title")}</h2>
  ${detail.findings.length === 0 ? html`<p class="empty">${t("checks.none")}</p>`
    : detail.journey.steps.filter((/** @type {any} */ s) => detail.findings.some((/** @type {any} */ f) => f.step === s.id)).map((/** @type {any} */ s) => html`
      <h3 key=${s.id}>${term("step", s.kind)}</h3>
      <ul class="findings">${detail.findings.filter((/** @type {any} */ f) => f.step === s.id).map((/** @type {any} */ f) => html`<${Finding} key=${f.check} finding=${f} />`)}</ul>`)}
</section>`;

/** @param {{methods: any}} props */
export function Methods({ methods }) {
  if (!methods.at_least && !methods.known.length) return null;
  const counted = methods.met.filter((/** @type {string} */ id) => methods.counted.includes(id)).length;
  const said = methods.seen_in_person ? t("methods.seen")
    : t(methods.satisfied ? "methods.enough" : "methods.missing", { met: counted, needed: methods.at_least });
  return html`<section class="panel methods"><h2>${t("methods.title")}</h2>
    ${(methods.at_least > 0 || methods.seen_in_person) && html`<p class=${methods.satisfied ? "verdict good" : "verdict bad"} data-satisfied=${methods.satisfied}>${said}</p>`}
    <ul class="method-list">${methods.known.map((/** @type {any} */ m) => html`<li key=${m.id} class=${m.met ? "met" : ""}>
      <span class="mark" aria-hidden="true">${m.met ? "✓" : "–"}</span>${term("method", m.id)}<span class="hint">${t(m.met ? "methods.met" : "methods.open")}</span></li>`)}</ul>
  </section>`;
}
