// @ts-check
import { latinDigits } from '../../shared/digits.js';
import { html } from '../../shared/html.js';
import { Icon } from '../../shared/icons.js';
import { useEffect, useId, useState } from '../../vendor/hooks.js';
import { OutcomeNote } from './outcome.js';

/** @typedef {import('../../types.js').CodeState} CodeState @typedef {{ app: import('../app.js').App, code: CodeState, submission: import('./submission.js').Submission, sending: boolean, problem: import('../strings/strings.js').Key | null, onAgain: () => void }} Props */

/** A number keeps its direction inside a sentence of any. @param {string} number */
const leftToRight = (number) => `\u2066${number}\u2069`;

/** Seconds that count down to nothing. @param {number} from @param {unknown} since what they count from */
const useSeconds = (from, since) => {
  const [left, setLeft] = useState(from);
  useEffect(() => {
    setLeft(from);
    const until = Date.now() + from * 1000;
    const timer = setInterval(() => setLeft(Math.max(0, Math.ceil((until - Date.now()) / 1000))), 1000);
    return () => clearInterval(timer);
  }, [from, since]);
  return left;
};

/** A code that has been sent is typed here and goes straight to the bank; another may be asked for. @param {Props} props */
export const CodeEntry = ({ app, code, submission, sending, problem, onAgain }) => {
  const [typed, setTyped] = useState('');
  const id = useId();
  const again = useSeconds(code.again_in_s, code);
  const holds = useSeconds(code.holds_s, code);
  const { text } = app;
  const digits = latinDigits(typed).replace(/\D/g, '');
  const send = async (/** @type {Event} */ event) => {
    event.preventDefault();
    await submission.send({ code: digits });
    setTyped('');
  };
  return html`
    <form onSubmit=${send} autocomplete="off" novalidate>
      <p class="lead">${text('code_sent', { to: leftToRight(code.to ?? '') })}</p>
      <div class="field">
        <label for=${id}>${text('code_label', { n: code.length })}</label>
        <input id=${id} name="code" type="text" inputmode="numeric" dir="ltr" autocomplete="one-time-code" maxlength="20" value=${typed}
          aria-invalid=${submission.outcome ? 'true' : 'false'} onInput=${(/** @type {any} */ event) => setTyped(event.currentTarget.value)} />
        <p class="hint">${holds > 0 ? text('code_holds', { n: Math.ceil(holds / 60) }) : text('code_over')}</p>
      </div>
      <${OutcomeNote} app=${app} submission=${submission} />
      ${problem && html`<p class="problem" role="alert"><${Icon} name="warn" /><span>${text(problem)}</span></p>`}
      <p class="secure"><${Icon} name="lock" />${text('code_only_here')}</p>
      <div class="actions stack">
        <button type="submit" class="button" disabled=${submission.busy || digits.length !== code.length}>${text(submission.busy ? 'submitting' : 'code_check')}</button>
        <button type="button" class="button plain" disabled=${sending || again > 0 || code.sends_left === 0} onClick=${onAgain}>
          ${again > 0 ? text('code_again_in', { n: again }) : text('code_again')}</button>
      </div>
    </form>`;
};
