// @ts-check
import { html } from '../../shared/html.js';
import { useId } from '../../vendor/hooks.js';
import { directionOfField, keyboardOf } from '../models/content.js';

/**
 * @typedef {{ app: import('../app.js').App, field: import('../../types.js').Field, value: string, error?: string, onInput: (value: string) => void }} Props
 * @param {Props} props
 */
export const FieldInput = ({ app, field, value, error, onInput }) => {
  const id = useId();
  const described = [field.hint && `${id}h`, error && `${id}e`].filter(Boolean).join(' ') || undefined;
  const shared = {
    id,
    name: field.name,
    value,
    autocomplete: 'off',
    'aria-required': field.required,
    'aria-invalid': error ? 'true' : 'false',
    'aria-describedby': described,
  };
  const hear = (/** @type {any} */ event) => onInput(event.currentTarget.value);
  return html`
    <div class="field">
      <label for=${id}>${field.label}${!field.required && html` <span class="quiet">(${app.text('optional')})</span>`}</label>
      ${field.options
        ? html`<select ...${shared} onChange=${hear}>
            <option value="">${app.text('choose_one')}</option>
            ${field.options.map((one) => html`<option key=${one.value} value=${one.value}>${one.label}</option>`)}
          </select>`
        : html`<input ...${shared} type="text" inputmode=${keyboardOf(field)} dir=${directionOfField(field)} maxlength=${field.max_length ?? 200}
            spellcheck=${false} autocapitalize="off" autocorrect="off" onInput=${hear} />`}
      ${field.hint && html`<p class="hint" id=${`${id}h`}>${field.hint}</p>`}
      ${error && html`<p class="error" id=${`${id}e`}>${error}</p>`}
    </div>`;
};
