// @ts-check
import { localDigits } from '../../shared/digits.js';
import { html } from '../../shared/html.js';
import { clockTime } from '../../shared/time.js';
import { useEffect, useState } from '../../vendor/hooks.js';
import { Dialog } from './dialog.js';

/** Shown to the staff of a branch, who open this customer's case with it, once. @param {{ app: import('../app.js').App, onClose: () => void }} props */
export const BranchCode = ({ app, onClose }) => {
  const [made, setMade] = useState(/** @type {{ code: string, until: string } | null} */ (null));
  const [state, setState] = useState(/** @type {'busy' | 'failed' | 'over' | 'shown'} */ ('busy'));
  const { text } = app;
  const { language } = app.conversation.value;
  const make = () => {
    setState('busy');
    setMade(null);
    app.evidence.branchCode().then((fresh) => (setMade(fresh), setState('shown')), () => setState('failed'));
  };
  useEffect(make, []);
  useEffect(() => {
    if (!made) return undefined;
    const over = setTimeout(() => (setMade(null), setState('over')), Math.max(0, new Date(made.until).getTime() - Date.now()));
    return () => clearTimeout(over);
  }, [made]);
  return html`
    <${Dialog} title=${text('visit_code')} close=${text('close')} onClose=${onClose}>
      <p>${text('visit_code_body')}</p>
      ${state === 'busy' && html`<p class="loading">${text('card_loading')}</p>`}
      ${made && html`<p class="branch-code" dir="ltr" role="status">${localDigits(`${made.code.slice(0, 4)} ${made.code.slice(4)}`, language)}</p>
        <p class="quiet">${text('visit_code_until', { time: clockTime(made.until, language) })}</p>`}
      ${state === 'failed' && html`<p class="problem" role="alert">${text('visit_code_failed')}</p>`}
      ${state === 'over' && html`<p>${text('visit_code_over')}</p>`}
      ${['failed', 'over'].includes(state) && html`<div class="actions"><button type="button" class="button" onClick=${make}>${text('branch_code_new')}</button></div>`}
    <//>`;
};
