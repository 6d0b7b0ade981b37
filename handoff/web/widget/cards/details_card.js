// @ts-check
import { latinDigits } from '../../shared/digits.js';
import { html } from '../../shared/html.js';
import { Icon } from '../../shared/icons.js';
import { useRef, useState } from '../../vendor/hooks.js';
import { emptyFields } from '../models/content.js';
import { FieldInput } from './field.js';
import { OutcomeNote } from './outcome.js';

/** What is typed here goes to the bank and nowhere else; nothing of it is kept once it is sent. @param {{ app: import('../app.js').App, content: import('../../types.js').CardContent, submission: import('./submission.js').Submission }} props */
export const DetailsCard = ({ app, content, submission }) => {
  const [typed, setTyped] = useState(/** @type {Record<string, string>} */ ({}));
  const [empty, setEmpty] = useState(/** @type {string[]} */ ([]));
  const form = useRef(/** @type {HTMLFormElement | null} */ (null));
  const { text } = app;
  /** @param {string} name */
  const errorOf = (name) => (empty.includes(name) ? text('field_missing') : submission.fields[name]);
  /** Once the errors are on the screen. */
  const focusFirst = () =>
    setTimeout(() => /** @type {HTMLElement | null} */ (form.current?.querySelector('[aria-invalid="true"]'))?.focus(), 50);

  const send = async (/** @type {Event} */ event) => {
    event.preventDefault();
    const open = emptyFields(content.fields, typed);
    setEmpty(open);
    if (open.length > 0) return focusFirst();
    const fields = Object.fromEntries(content.fields.map(({ name }) => [name, latinDigits(typed[name] ?? '').trim()]));
    if (await submission.send({ fields })) setTyped({});
    else focusFirst();
  };
  return html`
    <form ref=${form} onSubmit=${send} autocomplete="off" novalidate>
      ${content.how && html`<p class="lead">${content.how}</p>`}
      ${content.tip && !submission.outcome && html`<p class="tip-line"><${Icon} name="info" /><span>${content.tip}</span></p>`}
      ${content.fields.map(
        (field) => html`<${FieldInput} key=${field.name} app=${app} field=${field} value=${typed[field.name] ?? ''} error=${errorOf(field.name)}
          onInput=${(/** @type {string} */ value) => setTyped((before) => ({ ...before, [field.name]: value }))} />`,
      )}
      ${empty.length > 0 && html`<p class="problem" role="alert"><${Icon} name="warn" /><span>${text('check_fields')}</span></p>`}
      ${empty.length === 0 && html`<${OutcomeNote} app=${app} submission=${submission} />`}
      <p class="secure"><${Icon} name="lock" />${text('secure_note')}</p>
      <div class="actions stack">
        <button type="submit" class="button" disabled=${submission.busy}>${text(submission.busy ? 'submitting' : 'submit')}</button>
      </div>
    </form>`;
};
