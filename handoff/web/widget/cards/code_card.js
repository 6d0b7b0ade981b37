// @ts-check
import { localDigits } from '../../shared/digits.js';
import { html } from '../../shared/html.js';
import { Icon } from '../../shared/icons.js';
import { useState } from '../../vendor/hooks.js';
import { CodeEntry, TO_PHONE } from './code_entry.js';
import { OutcomeNote } from './outcome.js';
import { problemOf } from './submission.js';

/** @typedef {import('../../types.js').CodeState} CodeState @typedef {{ app: import('../app.js').App, at: import('../../types.js').Ref, content: import('../../types.js').CardContent, submission: import('./submission.js').Submission }} Props */

/** A code to the customer's own phone. @param {Props} props */
export const CodeCard = ({ app, at, content, submission }) => {
  const [code, setCode] = useState(/** @type {CodeState | null} */ (null));
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState(/** @type {import('../strings/strings.js').Key | null} */ (null));
  const { text } = app;
  const now = code ?? content.code;
  const ask = () => {
    submission.clear();
    setSending(true);
    setProblem(null);
    app.evidence.ask(at, 'code').then(
      (told) => {
        if (told.result === 'failed') submission.tell(told);
        else if (told.result === 'wait') setProblem('code_wait');
        setCode({ ...told.code, to: content.code?.to ?? null });
      },
      (refusal) => setProblem(problemOf(refusal)),
    ).finally(() => setSending(false));
  };
  if (now?.sent) return html`<${CodeEntry} app=${app} code=${now} words=${TO_PHONE} submission=${submission} sending=${sending} problem=${problem} onAgain=${ask} />`;
  return html`
    <div>
      ${content.how && html`<p class="lead">${content.how}</p>`}
      ${now?.to && html`<p class="accepted"><strong>${text('code_to')}</strong> <bdi dir="ltr">${localDigits(now.to, app.conversation.value.language)}</bdi></p>`}
      ${content.tip && html`<p class="tip-line"><${Icon} name="info" /><span>${content.tip}</span></p>`}
      <${OutcomeNote} app=${app} submission=${submission} />
      ${problem && html`<p class="problem" role="alert"><${Icon} name="warn" /><span>${text(problem)}</span></p>`}
      <div class="actions stack">
        <button type="button" class="button" disabled=${sending} onClick=${ask}>${text(sending ? 'submitting' : 'code_send')}</button>
      </div>
    </div>`;
};
