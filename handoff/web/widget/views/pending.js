// @ts-check
import { html } from '../../shared/html.js';
import { Icon } from '../../shared/icons.js';
import { keyOf } from '../strings/strings.js';

/** What the customer said and the log does not show yet. @param {{ app: import('../app.js').App, entry: import('../../types.js').OutboxEntry }} props */
export const Pending = ({ app, entry }) => {
  const { text } = app;
  const refused = entry.state === 'refused';
  return html`
    <div class=${refused ? 'row own refused' : 'row own pending'}>
      <p class="bubble" dir="auto">${entry.text ?? entry.label}</p>
      <p class="meta">
        ${refused
          ? html`<span class="meta-bad">${text('refused')}. ${text(keyOf('error', entry.error ?? '', 'error_other'))}</span>
              <button type="button" class="link" onClick=${() => app.discard(entry.client_id)}>${text('discard')}</button>`
          : html`<${Icon} name=${entry.state === 'kept' ? 'check' : 'clock'} />
              <span>${text(entry.state === 'kept' ? 'sent' : 'sending')}</span>`}
      </p>
    </div>`;
};
