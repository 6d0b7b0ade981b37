// @ts-check
import { html } from '../../shared/html.js';
import { useId, useState } from '../../vendor/hooks.js';
import { decidable, missingConsents } from '../models/content.js';
import { Confirm } from '../views/dialog.js';
import { OutcomeNote } from './outcome.js';

/** @typedef {import('../../types.js').ConsentItem} ConsentItem @typedef {{ app: import('../app.js').App, content: import('../../types.js').CardContent, submission: import('./submission.js').Submission }} Props */

/** Each item is decided by itself, and no box is ticked before the customer ticks it. @param {Props} props */
export const ConsentCard = ({ app, content, submission }) => {
  const [ticked, setTicked] = useState(/** @type {Record<string, boolean>} */ ({}));
  const [missing, setMissing] = useState(/** @type {string[]} */ ([]));
  const [refusing, setRefusing] = useState(false);
  const { text } = app;

  /** @param {Record<string, boolean>} chosen */
  const send = (chosen) => {
    const decisions = Object.fromEntries(decidable(content).map(({ item }) => [item, chosen[item] ?? false]));
    void submission.send({ decisions, release: content.release, language: content.language });
  };
  const agree = () => {
    const open = missingConsents(content, ticked);
    setMissing(open);
    if (open.length === 0) send(ticked);
  };
  const refuse = () => {
    setRefusing(false);
    send({});
  };
  return html`
    <form onSubmit=${(/** @type {Event} */ event) => (event.preventDefault(), agree())}>
      <p class="lead">${text('consent_intro')}</p>
      ${content.consents.map(
        (consent) => html`<${Item} key=${consent.item} app=${app} consent=${consent} here=${content.kind !== 'consent'} ticked=${ticked[consent.item] ?? false} missing=${missing.includes(consent.item)}
          onTick=${(/** @type {boolean} */ on) => setTicked({ ...ticked, [consent.item]: on })} />`,
      )}
      ${missing.length > 0 && html`<p class="problem" role="alert">${text('required_missing')}</p>`}
      <${OutcomeNote} app=${app} submission=${submission} />
      <div class="actions stack">
        <button type="submit" class="button" disabled=${submission.busy}>${text(submission.busy ? 'submitting' : 'agree')}</button>
        <button type="button" class="button plain" disabled=${submission.busy} onClick=${() => setRefusing(true)}>${text('disagree')}</button>
      </div>
      ${refusing &&
      html`<${Confirm} title=${text('disagree_title')} body=${text('disagree_body')} confirm=${text('disagree')} cancel=${text('back')}
        onConfirm=${refuse} onClose=${() => setRefusing(false)} />`}
    </form>`;
};

/** `here`: on the card of the one step that needs it; it may be as voluntary as before. @param {{ app: import('../app.js').App, consent: ConsentItem, here: boolean, ticked: boolean, missing: boolean, onTick: (on: boolean) => void }} props */
const Item = ({ app, consent, here, ticked, missing, onTick }) => {
  const { text } = app;
  const heading = useId();
  const byLaw = consent.basis === 'statute';
  const facts = /** @type {const} */ (['purpose', 'items', 'retention', 'refusal']).filter((fact) => consent[fact]);
  return html`
    <article class=${missing ? 'consent-item missing' : 'consent-item'} aria-labelledby=${heading}>
      <h3 id=${heading}>
        <span>${consent.title}</span>
        <span class=${consent.required ? 'tag strong' : 'tag'}>${text(byLaw ? 'required_by_law' : consent.required ? (here ? 'required_here' : 'required') : 'optional')}</span>
      </h3>
      <dl>${facts.map((fact) => html`<div key=${fact}><dt>${text(byLaw && fact === 'refusal' ? 'rather_not' : fact)}</dt><dd>${consent[fact]}</dd></div>`)}</dl>
      ${consent.notice && html`<p class="quiet">${consent.notice}</p>`}
      ${!byLaw &&
      html`<label class="tick">
        <input type="checkbox" checked=${ticked} aria-invalid=${missing} onChange=${(/** @type {any} */ event) => onTick(event.currentTarget.checked)} />
        <span>${consent.agree ?? text('consent_agree')}</span>
      </label>`}
    </article>`;
};
