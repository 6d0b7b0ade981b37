// @ts-check
import { html } from '../../shared/html.js';
import { Icon } from '../../shared/icons.js';
import { localNumber } from '../../shared/digits.js';
import { useState } from '../../vendor/hooks.js';
import { counted, progress } from '../models/journey.js';
import { keyOf } from '../strings/strings.js';

/** Step n of N, as the case says it; opens into the list of all steps. @param {{ app: import('../app.js').App }} props */
export const Progress = ({ app }) => {
  const { journey } = app.conversation.value;
  const [open, setOpen] = useState(false);
  const where = progress(journey);
  if (!journey || !where) return null;
  const { text } = app;
  const waiting = where.step && !where.ended;
  const title = waiting ? text(keyOf('kind', where.step?.kind ?? '', 'kind_other')) : text(keyOf('status', where.status, 'kind_result'));
  return html`
    <nav class="progress" aria-label=${text('all_steps')}>
      <button type="button" class="progress-head" aria-expanded=${open} onClick=${() => setOpen(!open)}>
        ${waiting && html`<span class="progress-count">${text('step_of', { n: where.number, total: where.total })}</span>`}
        <strong class="progress-title">${title}</strong>
        ${waiting && where.minutes > 0 && html`<span class="progress-time">${text('minutes_left', { n: where.minutes })}</span>`}
        <span class=${open ? 'turn open' : 'turn'}><${Icon} name="chevron" /></span>
      </button>
      <div class="progress-bar" aria-hidden="true">
        ${counted(journey).map((step) => html`<span key=${step.id} class=${`part ${step.id === journey.current ? 'current' : step.state}`}></span>`)}
      </div>
      ${open && html`<${Steps} app=${app} journey=${journey} />`}
    </nav>`;
};

/** @param {{ app: import('../app.js').App, journey: import('../../types.js').Journey }} props */
const Steps = ({ app, journey }) => html`
  <ol class="steps">
    ${journey.steps.map((step) => {
      const state = step.id === journey.current ? 'current' : step.state;
      return html`
        <li key=${step.id} class=${`step ${state}`} aria-current=${state === 'current' ? 'step' : undefined}>
          <span class="step-dot" aria-hidden="true">
            ${['passed', 'received'].includes(state) ? html`<${Icon} name="check" />` : state === 'replaced' ? html`<${Icon} name="refresh" />` : localNumber(counted(journey).indexOf(step) + 1, app.conversation.value.language)}
          </span>
          <span class="step-title">${app.text(keyOf('kind', step.kind, 'kind_other'))}</span>
          <span class="step-state">${app.text(keyOf('step', state, 'step_waiting'))}</span>
        </li>`;
    })}
  </ol>`;
