// @ts-check
import { html } from '../../shared/html.js';
import { Mark } from '../../shared/icons.js';

/** @param {{ app: import('../app.js').App }} props */
export const Ended = ({ app }) => html`
  <main class="ended">
    <${Mark} />
    <p role="status">${app.text('ended')}</p>
    <div class="actions">
      <button type="button" class="button" onClick=${app.restart}>${app.text('start_again')}</button>
      ${app.host.embedded && html`<button type="button" class="button plain" onClick=${app.close}>${app.text('close')}</button>`}
    </div>
  </main>`;
