// @ts-check
import { html, useState } from "../html.js";
import * as api from "../api.js";
import { day, remembered, t, term } from "../language.js";
import { partOf } from "../models/checks.js";
import { attempt, me, tell } from "../store.js";

const AGAIN = ["details", "document", "selfie", "code", "transfer", "signature", "vendor"]; // what a customer can hand in once more
const LABELS = /** @type {const} */ ({
  approved: { only: "review.approve", first: "review.approve_first", second: "review.approve_second", own: "review.approve_second" },
  declined: { only: "review.decline", first: "review.decline_first", second: "review.decline_second", own: "review.decline_second" },
});

/** @param {{proposal: any}} props */
const Proposal = ({ proposal }) => html`<div class="banner proposal">
  <p>${t("review.proposed", { name: proposal.name ?? "", decision: term("decision", proposal.decision), time: day(proposal.at) })}</p>
  ${proposal.why && html`<p class="hint">“<bdi>${proposal.why}</bdi>”</p>`}
  ${proposal.by === me.value?.id && html`<p class="hint">${t("review.own_proposal")}</p>`}
</div>`;

/** @param {{detail: any, changed: (detail: any) => void}} props */
function useDecision({ detail, changed }) {
  const [reason, setReason] = useState("");
  const [steps, setSteps] = useState(/** @type {string[]} */ ([]));
  const [busy, setBusy] = useState(false);
  const toggle = (/** @type {string} */ id) => setSteps(steps.includes(id) ? steps.filter((one) => one !== id) : [...steps, id]);

  /** @param {string} decision */
  async function decide(decision) {
    setBusy(true);
    const command = { command: "decide", decision, reason: reason.trim(), version: detail.version, ...(decision === "resubmission_requested" && { steps }) };
    const next = await attempt(() => api.commandCase(detail.case_id, command));
    setBusy(false);
    if (!next) return void attempt(async () => changed(await api.caseDetail(detail.case_id, remembered.value)));
    tell(t(next.proposal ? "review.proposal_done" : "review.decided"));
    setReason("");
    changed(next);
  }
  return { reason, setReason, steps, toggle, decide, blocked: busy || !reason.trim() };
}

/** @param {{detail: any, changed: (detail: any) => void}} props */
export function Decision({ detail, changed }) {
  const { reason, setReason, steps, toggle, decide, blocked } = useDecision({ detail, changed });
  const open = detail.status === "in_review";
  const repeatable = detail.journey.steps.filter((/** @type {any} */ s) => AGAIN.includes(s.kind) && s.state !== "replaced");
  /** @param {"approved" | "declined"} decision */
  const part = (decision) => partOf(detail, me.value?.id ?? "", decision);
  return html`<section class="panel full decision"><h2>${t("review.decision")}</h2>
    ${detail.eyes > 1 && open && html`<p class="hint">${t("review.two")}</p>`}
    ${detail.proposal && html`<${Proposal} proposal=${detail.proposal} />`}
    ${open && !detail.methods.satisfied && html`<p class="problem" role="note">${t("explain.methods_missing")}</p>`}
    <label>${t("review.reason")}<input value=${reason} maxlength="300" dir="auto" onInput=${(/** @type {any} */ e) => setReason(e.target.value)} /></label>
    <div class="actions">
      ${open && html`<button class="primary" data-part=${part("approved")} disabled=${blocked || !detail.methods.satisfied || part("approved") === "own"}
          onClick=${() => decide("approved")}>${t(LABELS.approved[part("approved")])}</button>
        <button class="danger" disabled=${blocked || part("declined") === "own"} onClick=${() => decide("declined")}>${t(LABELS.declined[part("declined")])}</button>`}
      <button disabled=${blocked || !steps.length} onClick=${() => decide("resubmission_requested")}>${t("review.again")}</button>
    </div>
    <div class="steps-again"><span class="hint">${t("review.which_step")}</span>
      ${repeatable.map((/** @type {any} */ s) => html`<label class="choice" key=${s.id}><input type="checkbox" checked=${steps.includes(s.id)} onChange=${() => toggle(s.id)} />${term("step", s.kind)}</label>`)}</div>
  </section>`;
}
