// @ts-check
import { html } from '../../shared/html.js';
import { Icon } from '../../shared/icons.js';
import { clockTime, dayName } from '../../shared/time.js';
import { useState } from '../../vendor/hooks.js';
import { BranchCode } from '../views/branch_code.js';
import { problemOf } from './submission.js';

/** What happens at a branch or in a call: nothing is handed in here. @param {{ app: import('../app.js').App, at: import('../../types.js').Ref, content: import('../../types.js').CardContent, kind: string }} props */
export const ElsewhereCard = ({ app, at, content, kind }) => html`
  <div>
    ${content.how && html`<p class="lead">${content.how}</p>`}
    ${content.tip && html`<p class="tip-line"><${Icon} name="info" /><span>${content.tip}</span></p>`}
    ${kind === 'visit' && html`<${ForTheBranch} app=${app} />`}
    ${kind === 'video' && html`<${Appointment} app=${app} at=${at} />`}
    <div class="actions stack">
      <button type="button" class="button plain" onClick=${() => app.write(app.text('back_here'))}>${app.text('back_here')}</button>
    </div>
  </div>`;

/** The bank calls; here the call is asked for. @param {{ app: import('../app.js').App, at: import('../../types.js').Ref }} props */
const Appointment = ({ app, at }) => {
  const [told, setTold] = useState(/** @type {any} */ (null));
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState(/** @type {import('../strings/strings.js').Key | null} */ (null));
  const { text } = app;
  const ask = () => {
    setBusy(true);
    setProblem(null);
    app.evidence.ask(at, 'call', app.conversation.value.language).then(setTold, (refusal) => (setTold(null), setProblem(problemOf(refusal)))).finally(() => setBusy(false));
  };
  const cause = problem ? text(problem) : told?.cause;
  const { language } = app.conversation.value;
  const when = told?.call?.at ? `${dayName(told.call.at, language)} ${clockTime(told.call.at, language)}` : null;
  return html`
    <div>
      ${cause && html`<div class="problem" role="alert"><${Icon} name="warn" /><div><p>${cause}</p>${!problem && told?.tip && html`<p class="tip">${told.tip}</p>`}</div></div>`}
      ${told?.result === 'scheduled'
        ? html`<p class="note good" role="status"><${Icon} name="check" /><span>${when ? text('call_at', { when }) : text('call_asked')}</span></p>
            ${told.call?.simulated && html`<p class="simulated"><${Icon} name="info" /><span>${text('simulated')}</span></p>`}`
        : html`<div class="actions stack"><button type="button" class="button" disabled=${busy} onClick=${ask}>${text(busy ? 'submitting' : 'call_ask')}</button></div>`}
    </div>`;
};

/** With a code the branch finds this application, and nothing is asked twice. @param {{ app: import('../app.js').App }} props */
const ForTheBranch = ({ app }) => {
  const [shown, setShown] = useState(false);
  return html`
    <div>
      <p class="hint">${app.text('branch_code_hint')}</p>
      <div class="actions stack"><button type="button" class="button" onClick=${() => setShown(true)}>${app.text('branch_code')}</button></div>
      ${shown && html`<${BranchCode} app=${app} onClose=${() => setShown(false)} />`}
    </div>`;
};
