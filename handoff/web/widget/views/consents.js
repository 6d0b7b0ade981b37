// @ts-check
import { html } from '../../shared/html.js';
import { longDate } from '../../shared/time.js';
import { useEffect, useRef, useState } from '../../vendor/hooks.js';
import { Confirm, Dialog } from './dialog.js';

/** @typedef {import('../../types.js').ConsentItem} ConsentItem */

/** @param {{ app: import('../app.js').App, onClose: () => void }} props */
export const Consents = ({ app, onClose }) => {
  const [items, setItems] = useState(/** @type {ConsentItem[] | null} */ (null));
  const [failed, setFailed] = useState(/** @type {'consents_failed' | 'withdraw_failed' | 'delete_failed' | null} */ (null));
  const [deleting, setDeleting] = useState(/** @type {'asking' | 'asked' | null} */ (null));
  const [asked, setAsked] = useState(/** @type {ConsentItem | null} */ (null));
  const list = useRef(/** @type {HTMLElement | null} */ (null));
  const { text } = app;
  const { language } = app.conversation.value;
  /** The button that was pressed is gone. */
  const keepFocus = () => setTimeout(() => document.activeElement === document.body && list.current?.focus(), 50);

  const load = () =>
    app.evidence.consents(language).then(
      (/** @type {any} */ answer) => setItems(answer.consents ?? answer),
      () => setFailed('consents_failed'),
    );
  useEffect(() => void load(), [language]);
  const withdraw = async (/** @type {ConsentItem} */ consent) => {
    setAsked(null);
    setFailed(null);
    await app.evidence.withdraw(consent.item).catch(() => setFailed('withdraw_failed'));
    await load();
    keepFocus();
  };
  const askForDeletion = async () => {
    setDeleting(null);
    setFailed(null);
    await app.evidence.askForDeletion().then(() => setDeleting('asked'), () => setFailed('delete_failed'));
    keepFocus();
  };
  const empty = items && items.filter((one) => one.given || one.withdrawn_at).length === 0;
  return html`
    <${Dialog} title=${text('my_consents')} close=${text('close')} onClose=${onClose} wide>
      ${failed && html`<p class="problem" role="alert">${text(failed)}</p>`}
      ${!items && !failed && html`<p class="loading">${text('card_loading')}</p>`} ${empty && html`<p>${text('consents_empty')}</p>`}
      <ul class="consents" ref=${list} tabindex="-1">
        ${(items ?? []).map((one) => html`<${Consent} key=${one.item} app=${app} consent=${one} onWithdraw=${() => setAsked(one)} />`)}
      </ul>
      ${deleting === 'asked'
        ? html`<p class="quiet" role="status">${text('delete_asked')}</p>`
        : html`<button type="button" class="button plain small ask-deletion" onClick=${() => setDeleting('asking')}>${text('delete_data')}</button>`}
      ${deleting === 'asking' &&
      html`<${Confirm} title=${text('delete_title')} body=${text('delete_body')} confirm=${text('delete_confirm')} cancel=${text('cancel')}
        onConfirm=${askForDeletion} onClose=${() => setDeleting(null)} />`}
      ${asked &&
      html`<${Confirm} title=${text('withdraw_title', { title: asked.title })} body=${text('withdraw_body')} confirm=${text('withdraw')}
        cancel=${text('cancel')} danger onConfirm=${() => withdraw(asked)} onClose=${() => setAsked(null)} />`}
    <//>`;
};

/** @param {{ app: import('../app.js').App, consent: ConsentItem, onWithdraw: () => void }} props */
const Consent = ({ app, consent, onWithdraw }) => {
  const { text } = app;
  const { language } = app.conversation.value;
  const withdrawn = consent.withdrawn_at;
  if (!consent.given && !withdrawn) return null;
  const moment = withdrawn ?? consent.at;
  const done = withdrawn ? 'withdrawn_on' : consent.basis === 'statute' ? 'told_on' : 'given_on';
  return html`
    <li class=${withdrawn ? 'given withdrawn' : 'given'}>
      <div>
        <strong dir="auto">${consent.title}</strong>
        ${moment && html`<p class="quiet">${text(done, { date: longDate(moment, language) })}</p>`}
      </div>
      ${consent.can_withdraw && !withdrawn && html`<button type="button" class="button plain small" onClick=${onWithdraw}>${text('withdraw')}</button>`}
    </li>`;
};
