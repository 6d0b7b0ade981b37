// @ts-check
import { html } from '../../shared/html.js';
import { Icon } from '../../shared/icons.js';

/** What happens at a branch or in a call: nothing is handed in here. @param {{ app: import('../app.js').App, content: import('../../types.js').CardContent }} props */
export const ElsewhereCard = ({ app, content }) => html`
  <div>
    ${content.how && html`<p class="lead">${content.how}</p>`}
    ${content.tip && html`<p class="tip-line"><${Icon} name="info" /><span>${content.tip}</span></p>`}
    <div class="actions stack">
      <button type="button" class="button plain" onClick=${() => app.write(app.text('back_here'))}>${app.text('back_here')}</button>
    </div>
  </div>`;
