// @ts-check
import { html, useState } from "../html.js";
import * as api from "../api.js";
import { remembered, t, term } from "../language.js";
import { attempt, tell } from "../store.js";

const AGAIN = ["details", "document", "selfie"]; // what a customer can hand in once more

/** @param {{detail: any, changed: (detail: any) => void}} props */
export function Decision({ detail, changed }) {
  const [reason, setReason] = useState("");
  const [steps, setSteps] = useState(/** @type {string[]} */ ([]));
  const [busy, setBusy] = useState(false);
  const photos = detail.journey.steps.filter((/** @type {any} */ s) => AGAIN.includes(s.kind) && s.state !== "replaced");

  /** @param {string} decision */
  async function decide(decision) {
    setBusy(true);
    const command = { command: "decide", decision, reason: reason.trim(), version: detail.version, ...(decision === "resubmission_requested" && { steps }) };
    const next = await attempt(() => api.commandCase(detail.case_id, command));
    setBusy(false);
    if (!next) return void attempt(async () => changed(await api.caseDetail(detail.case_id, remembered.value)));
    tell(t("review.decided"));
    changed(next);
  }
  const toggle = (/** @type {string} */ id) => setSteps(steps.includes(id) ? steps.filter((one) => one !== id) : [...steps, id]);
  const blocked = busy || !reason.trim();
  return html`<section class="panel full decision"><h3>${t("review.decision")}</h3>
    <label>${t("review.reason")}<input value=${reason} maxlength="300" dir="auto" onInput=${(/** @type {any} */ e) => setReason(e.target.value)} /></label>
    <div class="actions">
      <button class="primary" disabled=${blocked} onClick=${() => decide("approved")}>${t("review.approve")}</button>
      <button class="danger" disabled=${blocked} onClick=${() => decide("declined")}>${t("review.decline")}</button>
      <button disabled=${blocked || !steps.length} onClick=${() => decide("resubmission_requested")}>${t("review.again")}</button>
    </div>
    <div class="steps-again"><span class="hint">${t("review.which_step")}</span>
      ${photos.map((/** @type {any} */ s) => html`<label class="choice"><input type="checkbox" checked=${steps.includes(s.id)} onChange=${() => toggle(s.id)} />${term("step", s.kind)}</label>`)}</div>
  </section>`;
}
