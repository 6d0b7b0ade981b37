// @ts-check
import { html } from '../../shared/html.js';
import { clockTime } from '../../shared/time.js';
import { keyOf, LANGUAGES, say as sayToCustomer } from '../../widget/strings/strings.js';
import { say } from '../language.js';
import { chooseLanguage, speak, state } from '../store.js';

/** @param {import('../language.js').Key} key @param {Record<string, string | number>} [params] */
export const t = (key, params) => say(state.value.language, key, params);

/** A step by the name that its card has. @param {string} kind */
export const stepName = (kind) => sayToCustomer(state.value.language, keyOf('kind', kind, 'kind_other'));

/** @param {string} at */
export const clock = (at) => clockTime(at, state.value.language);

/** @param {{ forStaff?: boolean }} props what a customer chooses is not remembered */
export const Languages = ({ forStaff = true }) => html`<div class="languages" role="group" aria-label="Language">
  ${Object.entries(LANGUAGES).map(
    ([code, name]) => html`<button key=${code} type="button" lang=${code} aria-pressed=${state.value.language === code}
      onClick=${() => (forStaff ? chooseLanguage : speak)(/** @type {any} */ (code))}>${name}</button>`,
  )}
</div>`;

/** @param {{ label: string, value: string, onInput: (value: string) => void, name?: string, type?: string, inputmode?: string, hint?: string, dir?: string, maxlength?: number, autocomplete?: string }} props */
export const Field = ({ label, value, onInput, hint, dir = 'auto', type = 'text', ...more }) => html`<label class="field-line">
  <span>${label}</span>
  <input ...${more} type=${type} dir=${dir} value=${value} placeholder=${hint} spellcheck=${false} onInput=${(/** @type {any} */ e) => onInput(e.currentTarget.value)} />
</label>`;

/** @param {{ of: any }} props */
export const Masked = ({ of }) => html`<p class="quiet">${t(of.fields.length ? 'masked' : 'masked_none')}</p>
<dl class="masked" hidden=${of.fields.length === 0}>
  ${of.fields.map((/** @type {any} */ field) => html`<div key=${field.name}><dt>${field.label}</dt><dd><bdi dir="auto">${field.masked}</bdi></dd></div>`)}
</dl>
${of.simulated && html`<p class="simulated-note" role="note">${t('simulated')}</p>`}`;
