// @ts-check
import { html, useState } from "../html.js";
import * as api from "../api.js";
import { journeyName } from "../../shared/journeys.js";
import { clock, remembered, t, term } from "../language.js";
import { standing } from "../models/checks.js";
import { attempt, command, may, me, tab } from "../store.js";
import { Cause } from "./checks.js";
import { Explained } from "./explained.js";
import { chosenCase } from "./review_state.js";

/** @param {{step: import("../types").JourneyStep}} props */
export const StepLine = ({ step }) => html`<li class=${`step ${step.state}`}>
  <span class="dot" aria-hidden="true"></span>
  <span class="step-name">${term("step", step.kind)}</span>
  <span class="step-state">${term("state", step.state)}</span>
  ${step.attempts > 0 && html`<span class="hint">${t("case.attempts", { count: step.attempts })}${step.attempts_left !== null && step.state !== "passed" ? ` · ${t("case.left", { count: step.attempts_left })}` : ""}</span>`}
  <${Cause} code=${step.reason} />
</li>`;

/** @param {{consents: import("../types").Journey["consents"]}} props */
export const Consents = ({ consents }) => consents.length ? html`<ul class="consents">${consents.map((one) => html`<li>
  <span>${term("consent", one.item)}</span><span class=${one.given ? "good" : "bad"} data-consent=${one.item}>${t(standing(one))}</span>
  <span class="hint">${t("case.release", { release: one.release })} · ${term("language", one.language)} · ${clock(one.at)}</span></li>`)}</ul>`
  : html`<p class="empty">${t("case.no_consents")}</p>`;

/** @param {{c: import("../types").OpenConversation, journey: import("../types").Journey, done: () => void}} props */
function Unstick({ c, journey, done }) {
  const [reason, setReason] = useState("");
  const own = c.owner.kind === "agent" && c.owner.id === me.value?.id;
  const step = journey.current;
  /** @param {string} name */
  const run = (name) => attempt(async () => {
    await api.commandCase(journey.case_id, { command: name, step, reason: reason.trim() });
    setReason("");
    done();
  });
  const push = () => attempt(() => command("push_card", { conversation_id: c.conversation_id, client_id: crypto.randomUUID(), step }));
  const missing = !reason.trim();
  return html`<section class="unstick"><h3>${t("case.help")}</h3>
    ${own && step && html`<button onClick=${push}>${t("case.push_card")}</button>`}
    ${may("case:unstick") && html`<label>${t("case.reason")}<input value=${reason} maxlength="300" dir="auto"
        onInput=${(/** @type {any} */ e) => setReason(e.target.value)} /></label>
      <button disabled=${missing} onClick=${() => run("allow_attempt")}>${t("case.allow_attempt")}</button>
      <button disabled=${missing} onClick=${() => run("use_alternative")}>${t("case.use_alternative")}</button>
      <button disabled=${missing} onClick=${() => run("resend_code")}>${t("case.resend_code")}</button>`}
  </section>`;
}

/** @param {{conversation: import("../types").OpenConversation, done: () => void}} props */
export function CasePanel({ conversation: c, done }) {
  const journey = c.journey;
  if (!journey) return html`<aside class="case"><h2>${t("case.title")}</h2><p class="empty">${t("case.none")}</p><${Explained} c=${c} /></aside>`;
  const look = () => { chosenCase.value = journey.case_id; tab.value = "review"; };
  return html`<aside class="case" aria-label=${t("case.title")}>
    <h2>${t("case.title")} <span class="tag">${journeyName(journey.journey, remembered.value)}</span></h2>
    <p class=${`case-status ${journey.status}`} data-status=${journey.status}>${term("case_status", journey.status)}</p>
    <ol class="steps">${journey.steps.map((step) => html`<${StepLine} key=${step.id} step=${step} />`)}</ol>
    <h3>${t("case.consents")}</h3><${Consents} consents=${journey.consents} />
    <${Explained} c=${c} />
    ${may("case:view") && html`<button class="wide" onClick=${look}>${t("case.open_review")}</button>`}
    ${["started", "resubmission_requested"].includes(journey.status) && html`<${Unstick} c=${c} journey=${journey} done=${done} />`}
    <p class="hint">${t("case.updated", { time: clock(journey.updated_at) })} · ${html`<bdi dir="ltr">v${journey.version}</bdi>`}</p>
  </aside>`;
}
