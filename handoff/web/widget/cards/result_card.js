// @ts-check
import { html } from '../../shared/html.js';
import { Icon } from '../../shared/icons.js';
import { keyOf } from '../strings/strings.js';

/** @type {Record<string, { icon: import('../../shared/icons.js').IconName, tone: string }>} */
const LOOKS = {
  approved: { icon: 'check', tone: 'good' },
  declined: { icon: 'info', tone: 'calm' },
  resubmission_requested: { icon: 'refresh', tone: 'warn' },
  in_review: { icon: 'clock', tone: 'calm' },
};

/** Where the application stands now; the case says it, not the message. @param {{ app: import('../app.js').App }} props */
export const ResultCard = ({ app }) => {
  const status = app.conversation.value.journey?.status;
  if (!status) return null;
  const { icon, tone } = LOOKS[status] ?? { icon: 'info', tone: 'calm' };
  return html`
    <section class=${`card result ${tone}`} aria-live="off">
      <span class="result-sign"><${Icon} name=${icon} /></span>
      <div>
        <p class="quiet">${app.text('result_title')}</p>
        <h2>${app.text(keyOf('status', status, 'kind_result'))}</h2>
      </div>
    </section>`;
};
