// @ts-check
import { html } from '../../shared/html.js';
import { latinDigits } from '../../shared/digits.js';
import { useState } from '../../vendor/hooks.js';
import * as api from '../api.js';
import { attempt, shown, state } from '../store.js';
import { Field, Masked, t } from './parts.js';

const ByCode = () => {
  const [code, setCode] = useState('');
  const plain = latinDigits(code).replace(/\D/g, '');
  const submit = async (/** @type {Event} */ event) => {
    event.preventDefault();
    const opened = await attempt(() => api.pair(plain, state.value.language));
    setCode('');
    if (opened) shown(opened);
  };
  return html`<form class="panel" onSubmit=${submit}>
    <h2>${t('code_title')}</h2><p class="quiet">${t('code_hint')}</p>
    <div class="code-field"><${Field} name="code" label=${t('code_label')} value=${code} onInput=${setCode} inputmode="numeric" dir="ltr" maxlength=${12} autocomplete="off" /></div>
    <button class="button big" disabled=${plain.length !== 8}>${t('open')}</button>
  </form>`;
};

/** @typedef {'customer' | 'reference'} By */

const ByDocument = () => {
  const [by, setBy] = useState(/** @type {By} */ ('customer'));
  const [value, setValue] = useState('');
  const [reason, setReason] = useState('');
  const [found, setFound] = useState(/** @type {any} */ (null));
  const named = /** @type {api.Named} */ ({ [by]: value.trim() });
  const search = async (/** @type {Event} */ event) => {
    event.preventDefault();
    const answer = await attempt(() => api.find(named, reason.trim(), state.value.language));
    if (answer) setFound(answer.case);
  };
  if (found) return html`<${Found} of=${found} named=${named} reason=${reason.trim()} back=${() => setFound(null)} />`;
  return html`<form class="panel" onSubmit=${search}>
    <h2>${t('document_title')}</h2><p class="quiet">${t('document_hint')}</p>
    <div class="choices" role="radiogroup">${/** @type {By[]} */ (['customer', 'reference']).map(
      (one) => html`<label key=${one} class="choice-line"><input type="radio" name="by" checked=${by === one} onChange=${() => setBy(one)} /><span>${t(`by_${one}`)}</span></label>`,
    )}</div>
    <${Field} name="value" label=${t(`by_${by}`)} value=${value} onInput=${setValue} dir="ltr" maxlength=${128} autocomplete="off" />
    <${Field} name="reason" label=${t('reason')} value=${reason} onInput=${setReason} hint=${t('reason_hint')} maxlength=${300} autocomplete="off" />
    <button class="button big" disabled=${!value.trim() || reason.trim().length < 3}>${t('search')}</button>
  </form>`;
};

/** The masked name is held against the document before anything is opened. @param {{ of: any, named: api.Named, reason: string, back: () => void }} props */
const Found = ({ of, named, reason, back }) => {
  const [sure, setSure] = useState(false);
  const open = async () => {
    const opened = await attempt(() => api.open(named, reason, state.value.language));
    if (opened) shown(opened);
  };
  return html`<section class="panel found">
    <h2>${t('found_title')}</h2>
    <${Masked} of=${of} />
    <label class="choice-line"><input type="checkbox" checked=${sure} onChange=${(/** @type {any} */ e) => setSure(e.currentTarget.checked)} /><span>${t('found_confirm')}</span></label>
    <div class="row"><button type="button" class="button plain" onClick=${back}>${t('back')}</button>
      <button type="button" class="button big" disabled=${!sure} onClick=${open}>${t('visit_open')}</button></div>
  </section>`;
};

export const Home = () => html`<h1>${t('home_title')}</h1><p class="quiet">${t('home_hint')}</p>
  <div class="two"><${ByCode} /><${ByDocument} /></div>`;
