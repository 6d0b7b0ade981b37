// @ts-check
import { html } from '../../shared/html.js';
import { Icon } from '../../shared/icons.js';
import { useEffect, useState } from '../../vendor/hooks.js';
import { CARDS } from '../../widget/cards/card.js';
import { OpenCard } from '../../widget/cards/open_card.js';
import { stepOf } from '../../widget/models/journey.js';
import { Progress } from '../../widget/views/progress.js';
import { customerApp } from '../customer_app.js';
import { giveBack, state } from '../store.js';
import { clock, Languages, stepName, t } from './parts.js';

const LOOK_MS = 5000; // a step may be settled elsewhere: at an authority, by a colleague
const WITH_STAFF = ['visit', 'video'];

/** @param {import('../../types.js').Journey} journey @returns {import('../language.js').Key | null} why nothing can be done here, if so */
const standstill = (journey) => {
  const step = stepOf(journey, journey.current ?? undefined);
  if (!step || step.kind === 'review' || !['started', 'resubmission_requested'].includes(journey.status)) return 'customer_all';
  if (WITH_STAFF.includes(step.kind)) return 'customer_elsewhere';
  if (step.kind === 'vendor') return 'customer_phone';
  return step.state === 'failed' || !(step.kind in CARDS) ? 'customer_stuck' : null;
};

/** @param {{ app: any, journey: import('../../types.js').Journey }} props */
const Step = ({ app, journey }) => {
  const reason = standstill(journey);
  if (reason) return html`<section class="panel standstill" data-standstill=${reason}><span class="result-sign"><${Icon} name=${reason === 'customer_all' ? 'check' : 'info'} /></span><p>${t(reason)}</p></section>`;
  const step = /** @type {import('../../types.js').Step} */ (stepOf(journey, journey.current ?? undefined));
  const { icon, body } = CARDS[step.kind];
  const at = { case_id: journey.case_id, step: step.id };
  return html`<${OpenCard} key=${step.id} app=${app} at=${at} kind=${step.kind} icon=${icon} title=${stepName(step.kind)} body=${body} step=${step} />`;
};

/** The tablet in the customer's hands. Closes by itself when its time is over. */
export const Customer = () => {
  const held = /** @type {{ token: string, case_id: string, until: string }} */ (state.value.held);
  const [{ app, journey, look }] = useState(() => customerApp(held, () => state.value.language, () => void giveBack(held)));
  useEffect(() => {
    void look();
    const looking = setInterval(look, LOOK_MS);
    const over = setTimeout(() => giveBack(held), Math.max(0, new Date(held.until).getTime() - Date.now()));
    return () => {
      clearInterval(looking);
      clearTimeout(over);
    };
  }, []);
  const of = journey.value;
  return html`<header class="branch-top of-customer"><h1>${t('customer_hello')}</h1><${Languages} forStaff=${false} />
      <button type="button" class="button big done" onClick=${() => giveBack(held)}>${t('customer_done')}</button></header>
    ${of && html`<${Progress} app=${app} />`}
    <main class="branch-main of-customer">${of && html`<${Step} app=${app} journey=${of} />`}
      <p class="quiet until">${t('customer_until', { time: clock(held.until) })}</p></main>`;
};
