// @ts-check
import { html } from '../../shared/html.js';
import { Icon } from '../../shared/icons.js';
import { journeyName } from '../../shared/journeys.js';
import { useState } from '../../vendor/hooks.js';
import { end, handOver, report, state, tell } from '../store.js';
import { clock, Masked, stepName, t } from './parts.js';

/** @param {{ left: any[] }} props */
const Left = ({ left }) => html`<section class="panel"><h2>${t('left_title')}</h2>
  ${left.length === 0 ? html`<p>${t('left_none')}</p>` : html`<ol class="left">${left.map(
    (step) => html`<li key=${step.step} data-step=${step.step}><strong>${stepName(step.kind)}</strong><span class="quiet">${t(step.by_visit ? 'left_visit' : 'left_customer')}</span></li>`,
  )}</ol>`}</section>`;

const HandOver = () => html`<section class="panel hand-over"><h2>${t('hand_over_title')}</h2>
  <p class="quiet">${t('hand_over_body')}</p>
  <button type="button" class="button big" onClick=${handOver}><${Icon} name="send" flip />${t('hand_over')}</button></section>`;

const Report = () => {
  const [seen, setSeen] = useState(/** @type {boolean | null} */ (null));
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const send = async (/** @type {Event} */ event) => {
    event.preventDefault();
    setBusy(true);
    const reported = await report(seen === true, reason.trim());
    setBusy(false);
    if (reported) tell(t('reported'));
  };
  return html`<form class="panel report" onSubmit=${send}><h2>${t('report_title')}</h2><p class="quiet">${t('report_body')}</p>
    <div class="choices" role="radiogroup">${[true, false].map(
      (one) => html`<label key=${one} class="choice-line"><input type="radio" name="seen" value=${String(one)} checked=${seen === one} onChange=${() => setSeen(one)} />
        <span>${t(one ? 'report_yes' : 'report_no')}</span></label>`,
    )}</div>
    <label class="field-line"><span>${t('report_reason')}</span><textarea name="reason" rows="2" dir="auto" maxlength="300" value=${reason}
      onInput=${(/** @type {any} */ e) => setReason(e.currentTarget.value)}></textarea></label>
    <button class="button big" disabled=${busy || seen === null || reason.trim().length < 3}>${t('report_send')}</button></form>`;
};

export const Visit = () => {
  const { visit, case: of } = state.value;
  const may = (/** @type {string} */ what) => of.may.includes(what);
  return html`<header class="visit-head"><h1><bdi>${of.fields.find((/** @type {any} */ field) => field.name === 'name')?.masked ?? t('visit_of', { journey: journeyName(of.journey.journey, state.value.language) })}</bdi></h1>
      <span class="quiet">${t('visit_until', { time: clock(visit.until) })}</span>
      <button type="button" class="button plain" onClick=${end}>${t('end')}</button></header>
    <div class="two">
      <section class="panel"><${Masked} of=${of} /></section>
      <${Left} left=${of.left} />
      ${may('hand_over') && html`<${HandOver} />`}
      ${may('report') ? html`<${Report} />` : of.left.length > 0 && html`<section class="panel"><h2>${t('report_title')}</h2><p class="quiet">${t('report_wait')}</p></section>`}
    </div>`;
};
