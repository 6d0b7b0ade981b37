// @ts-check
import { html } from '../../shared/html.js';
import { Icon } from '../../shared/icons.js';
import { useState } from '../../vendor/hooks.js';
import { OutcomeNote } from './outcome.js';

/** @typedef {{ app: import('../app.js').App, at: import('../../types.js').Ref, content: import('../../types.js').CardContent, submission: import('./submission.js').Submission }} Props */

/** The check takes place at the bank's partner; its address is fetched when it is wanted, and kept nowhere. @param {Props} props */
export const VendorCard = ({ app, at, content, submission }) => {
  const [address, setAddress] = useState(/** @type {string | null} */ (null));
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);
  const { text } = app;
  const open = () => {
    setBusy(true);
    setFailed(false);
    app.evidence.ask(at, 'vendor').then((told) => setAddress(told.url), () => setFailed(true)).finally(() => setBusy(false));
  };
  return html`
    <div>
      ${content.how && html`<p class="lead">${content.how}</p>`}
      ${content.tip && html`<p class="tip-line"><${Icon} name="info" /><span>${content.tip}</span></p>`}
      <${OutcomeNote} app=${app} submission=${submission} />
      ${failed && html`<p class="problem" role="alert"><${Icon} name="warn" /><span>${text('error_unavailable')}</span></p>`}
      ${content.before_camera && html`<p class="before-camera">${content.before_camera}</p>`}
      <div class="actions stack">
        ${address
          ? html`<a class="button" href=${address} target="_blank" rel="noopener noreferrer" onClick=${() => setAddress(null)}>${text('vendor_go')}</a>`
          : html`<button type="button" class="button" disabled=${busy} onClick=${open}>${text(busy ? 'submitting' : 'vendor_prepare')}</button>`}
      </div>
      <p class="hint">${text('vendor_back')}</p>
    </div>`;
};
