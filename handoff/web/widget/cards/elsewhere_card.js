// @ts-check
import { html } from '../../shared/html.js';
import { Icon } from '../../shared/icons.js';
import { clockTime, dayName } from '../../shared/time.js';
import { useState } from '../../vendor/hooks.js';

/** What happens at a branch or in a call: nothing is handed in here. @param {{ app: import('../app.js').App, at: import('../../types.js').Ref, content: import('../../types.js').CardContent, kind: string }} props */
export const ElsewhereCard = ({ app, at, content, kind }) => html`
  <div>
    ${content.how && html`<p class="lead">${content.how}</p>`}
    ${content.tip && html`<p class="tip-line"><${Icon} name="info" /><span>${content.tip}</span></p>`}
    ${kind === 'visit' && html`<${BranchCode} app=${app} />`}
    ${kind === 'video' && html`<${Appointment} app=${app} at=${at} />`}
    <div class="actions stack">
      <button type="button" class="button plain" onClick=${() => app.write(app.text('back_here'))}>${app.text('back_here')}</button>
    </div>
  </div>`;

/** The bank calls; here the call is asked for. @param {{ app: import('../app.js').App, at: import('../../types.js').Ref }} props */
const Appointment = ({ app, at }) => {
  const [told, setTold] = useState(/** @type {any} */ (null));
  const [failed, setFailed] = useState(false);
  const { text } = app;
  const ask = () => {
    setFailed(false);
    app.evidence.ask(at, 'call').then(setTold, () => setFailed(true));
  };
  const cause = failed ? text('error_unavailable') : told?.cause;
  const { language } = app.conversation.value;
  const when = told?.call?.at ? `${dayName(told.call.at, language)} ${clockTime(told.call.at, language)}` : null;
  return html`
    <div>
      ${cause && html`<p class="problem" role="alert"><${Icon} name="warn" /><span>${cause}</span></p>`}
      ${told?.result === 'scheduled'
        ? html`<p class="note good" role="status"><${Icon} name="check" /><span>${when ? text('call_at', { when }) : text('call_asked')}</span></p>
            ${told.call?.simulated && html`<p class="simulated"><${Icon} name="info" /><span>${text('simulated')}</span></p>`}`
        : html`<div class="actions stack"><button type="button" class="button" onClick=${ask}>${text('call_ask')}</button></div>`}
    </div>`;
};

/** With these digits the branch finds this application, for a few minutes, and nothing is asked twice. @param {{ app: import('../app.js').App }} props */
const BranchCode = ({ app }) => {
  const [code, setCode] = useState(/** @type {string | null} */ (null));
  const [failed, setFailed] = useState(false);
  const { text } = app;
  const ask = () => {
    setFailed(false);
    app.evidence.branchCode().then((told) => setCode(told.code), () => setFailed(true));
  };
  return html`
    <div>
      ${code && html`<p class="branch-code" role="status"><bdi dir="ltr">${code.slice(0, 4)} ${code.slice(4)}</bdi></p>`}
      ${failed && html`<p class="problem" role="alert"><${Icon} name="warn" /><span>${text('error_unavailable')}</span></p>`}
      <p class="hint">${text(code ? 'branch_code_shown' : 'branch_code_hint')}</p>
      <div class="actions stack"><button type="button" class="button" onClick=${ask}>${text(code ? 'branch_code_new' : 'branch_code')}</button></div>
    </div>`;
};
