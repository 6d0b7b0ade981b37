// @ts-check
import { html } from '../../shared/html.js';
import { Icon } from '../../shared/icons.js';
import { useState } from '../../vendor/hooks.js';
import { keyOf } from '../strings/strings.js';
import { problemOf } from './submission.js';

/** @type {Record<string, { icon: import('../../shared/icons.js').IconName, tone: string }>} */
const LOOKS = {
  approved: { icon: 'check', tone: 'good' },
  declined: { icon: 'info', tone: 'calm' },
  resubmission_requested: { icon: 'refresh', tone: 'warn' },
  in_review: { icon: 'clock', tone: 'calm' },
};

/** Where the application stands now; the case says it, not the message. @param {{ app: import('../app.js').App }} props */
export const ResultCard = ({ app }) => {
  const { journey } = app.conversation.value;
  if (!journey) return null;
  const { status } = journey;
  const { icon, tone } = LOOKS[status] ?? { icon: 'info', tone: 'calm' };
  return html`
    <section class=${`card result ${tone}`} aria-live="off">
      <span class="result-sign"><${Icon} name=${icon} /></span>
      <div>
        <p class="quiet">${app.text('result_title')}</p>
        <h2>${app.text(keyOf('status', status, 'kind_result'))}</h2>
        ${status === 'declined' && journey.automated && html`<${AskReview} app=${app} caseId=${journey.case_id} />`}
      </div>
    </section>`;
};

/** Whoever checks alone have declined may have a person look. @param {{ app: import('../app.js').App, caseId: string }} props */
const AskReview = ({ app, caseId }) => {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState(/** @type {import('../strings/strings.js').Key | null} */ (null));
  const ask = () => {
    setBusy(true);
    setProblem(null);
    app.evidence.review(caseId).then((told) => app.hearJourney(told?.journey), (refusal) => setProblem(problemOf(refusal))).finally(() => setBusy(false));
  };
  return html`
    <div>
      <p class="hint">${app.text('ask_review_note')}</p>
      ${problem && html`<p class="problem" role="alert"><${Icon} name="warn" /><span>${app.text(problem)}</span></p>`}
      <div class="actions stack"><button type="button" class="button" disabled=${busy} onClick=${ask}>${app.text('ask_review')}</button></div>
    </div>`;
};
