// @ts-check
import { latinDigits, localDigits } from '../../shared/digits.js';
import { html } from '../../shared/html.js';
import { Icon } from '../../shared/icons.js';
import { useEffect, useId, useState } from '../../vendor/hooks.js';
import { OutcomeNote } from './outcome.js';

/**
 * @typedef {import('../../types.js').CodeState} CodeState
 * @typedef {{ sent: import('../strings/strings.js').Key, label: import('../strings/strings.js').Key, again: import('../strings/strings.js').Key }} Words
 * @typedef {{ app: import('../app.js').App, code: CodeState, words: Words, submission: import('./submission.js').Submission, sending: boolean,
 *   problem: import('../strings/strings.js').Key | null, onAgain: () => void }} Props
 */

/** By a text message. @type {Words} */
export const TO_PHONE = { sent: 'code_sent', label: 'code_label', again: 'code_again' };
/** On the statement of an account. @type {Words} */
export const TO_ACCOUNT = { sent: 'transfer_sent', label: 'transfer_label', again: 'transfer_again' };

/** What can be read of a number that is masked: its end. @param {string | null | undefined} masked */
const endOf = (masked) => masked?.match(/\d+$/)?.[0] ?? '';

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
export const CodeEntry = ({ app, code, words, submission, sending, problem, onAgain }) => {
  const [typed, setTyped] = useState('');
  const id = useId();
  const again = useSeconds(code.again_in_s, code);
  const holds = useSeconds(code.holds_s, code);
  const { text } = app;
  const to = localDigits(endOf(code.to), app.conversation.value.language);
  const digits = latinDigits(typed).replace(/\D/g, '');
  const send = async (/** @type {Event} */ event) => {
    event.preventDefault();
    await submission.send({ code: digits });
    setTyped('');
  };
  return html`
    <form onSubmit=${send} autocomplete="off" novalidate>
      <p class="lead">${text(words.sent, { to })}</p>
      <div class="field">
        <label for=${id}>${text(words.label, { n: code.length })}</label>
        <input id=${id} name="code" type="text" inputmode="numeric" dir="ltr" autocomplete="one-time-code" maxlength="20" value=${typed}
          aria-invalid=${submission.outcome ? 'true' : 'false'} aria-describedby=${`${id}h`} onInput=${(/** @type {any} */ event) => setTyped(event.currentTarget.value)} />
        <p class="hint" id=${`${id}h`}>${holds > 0 ? text('code_holds', { n: Math.ceil(holds / 60) }) : text('code_over')}</p>
      </div>
      <${OutcomeNote} app=${app} submission=${submission} />
      ${problem && html`<p class="problem" role="alert"><${Icon} name="warn" /><span>${text(problem)}</span></p>`}
      <p class="secure"><${Icon} name="lock" />${text('code_only_here')}</p>
      <div class="actions stack">
        <button type="submit" class="button" disabled=${submission.busy || digits.length !== code.length}>${text(submission.busy ? 'submitting' : 'code_check')}</button>
        ${code.sends_left === 0
          ? html`<p class="hint">${text('code_none_left')}</p>`
          : html`<button type="button" class="button plain" disabled=${sending || again > 0} onClick=${onAgain}>
              ${again > 0 ? text('code_again_in', { n: again }) : text(words.again)}</button>`}
      </div>
    </form>`;
};
