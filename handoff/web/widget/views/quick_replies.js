// @ts-check
import { html } from '../../shared/html.js';

/** @param {{ app: import('../app.js').App, message: import('../../types.js').Message }} props */
export const QuickReplies = ({ app, message }) => html`
  <div class="replies" role="group" aria-label=${app.text('choose')}>
    ${(message.body.options ?? []).map(
      (option) => html`<button key=${option.id} type="button" class="reply" dir="auto" onClick=${() => app.choose(message.seq, option)}>${option.label}</button>`,
    )}
  </div>`;
