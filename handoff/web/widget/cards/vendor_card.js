// @ts-check
import { html } from '../../shared/html.js';
import { Icon } from '../../shared/icons.js';
import { useState } from '../../vendor/hooks.js';
import { keyOf } from '../strings/strings.js';
import { OutcomeNote } from './outcome.js';

/** @typedef {{ app: import('../app.js').App, at: import('../../types.js').Ref, content: import('../../types.js').CardContent, submission: import('./submission.js').Submission }} Props */

/** The check takes place at the bank's partner; its address is fetched when it is wanted, and kept nowhere. @param {Props} props */
export const VendorCard = ({ app, at, content, submission }) => {
  const [address, setAddress] = useState(/** @type {string | null} */ (null));
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState(/** @type {import('../strings/strings.js').Key | null} */ (null));
  const { text } = app;
  const open = () => {
    setBusy(true);
    setProblem(null);
    submission.clear();
    app.evidence.ask(at, 'vendor', app.conversation.value.language).then(
      (told) => (told.url ? setAddress(told.url) : submission.tell(told)),
      (refusal) => setProblem(keyOf('error', refusal.code === 'case_refuses' ? 'step_not_current' : refusal.code, 'error_unavailable')),
    ).finally(() => setBusy(false));
  };
  return html`
    <div>
      ${content.how && html`<p class="lead">${content.how}</p>`}
      ${content.vendor && html`<p class="accepted"><strong><bdi>${content.vendor}</bdi></strong></p>`}
      ${content.documents.length > 0 && html`<p class="accepted"><strong>${text('accepted')}</strong> ${content.documents.map((one) => one.title).join(' · ')}</p>`}
      ${content.tip && html`<p class="tip-line"><${Icon} name="info" /><span>${content.tip}</span></p>`}
      <${OutcomeNote} app=${app} submission=${submission} />
      ${problem && html`<p class="problem" role="alert"><${Icon} name="warn" /><span>${text(problem)}</span></p>`}
      ${content.before_camera && html`<p class="before-camera">${content.before_camera}</p>`}
      <div class="actions stack">
        ${address
          ? html`<a class="button" href=${address} target="_blank" rel="noopener noreferrer" onClick=${() => setAddress(null)}>${text('vendor_go')}</a>`
          : html`<button type="button" class="button" disabled=${busy} onClick=${open}>${text(busy ? 'submitting' : 'vendor_prepare')}</button>`}
      </div>
      <p class="hint">${text('vendor_back')}</p>
    </div>`;
};
