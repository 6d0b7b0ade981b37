// @ts-check
import { html } from '../../shared/html.js';
import { Icon } from '../../shared/icons.js';

/** How the last try went: the cause, one tip, or what kept it from the bank. @param {{ app: import('../app.js').App, submission: import('./submission.js').Submission }} props */
export const OutcomeNote = ({ app, submission: { outcome, problem } }) => {
  if (problem) return html`<p class="problem" role="alert"><${Icon} name="warn" /><span>${app.text(problem)}</span></p>`;
  if (!outcome) return null;
  return html`
    <div class="problem" role="alert">
      <${Icon} name="warn" />
      <div>
        <p>${outcome.cause ?? app.text('step_failed')}</p>
        ${outcome.tip && html`<p class="tip">${outcome.tip}</p>`}
      </div>
    </div>`;
};
