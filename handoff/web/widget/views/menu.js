// @ts-check
import { html } from '../../shared/html.js';
import { Icon } from '../../shared/icons.js';
import { useEffect, useRef, useState } from '../../vendor/hooks.js';
import { personState } from '../models/handoff.js';

/** A visit helps while something waits for the customer. @param {import('../../types.js').Journey | null} journey */
const canVisit = (journey) => journey !== null && ['started', 'resubmission_requested'].includes(journey.status);

/** @param {{ app: import('../app.js').App, onConsents: () => void, onBranch: () => void, onEnd: () => void }} props */
export const Menu = ({ app, onConsents, onBranch, onEnd }) => {
  const [open, setOpen] = useState(false);
  const around = useRef(/** @type {HTMLElement | null} */ (null));
  const person = personState(app.conversation.value);
  const { text } = app;
  useEffect(() => {
    if (!open) return undefined;
    /** @param {Event} event */
    const outside = (event) => void (around.current?.contains(/** @type {Node} */ (event.target)) || setOpen(false));
    document.addEventListener('pointerdown', outside);
    return () => document.removeEventListener('pointerdown', outside);
  }, [open]);

  /** @param {KeyboardEvent} event */
  const escape = (event) => {
    if (event.key !== 'Escape' || !open) return;
    event.stopPropagation();
    setOpen(false);
    around.current?.querySelector('button')?.focus();
  };
  /** A dialog gives the focus back to where it came from, and the item is gone by then. @param {() => void} act */
  const choose = (act) => {
    around.current?.querySelector('button')?.focus();
    setOpen(false);
    act();
  };
  /** @param {import('../../shared/icons.js').IconName} icon @param {string} label @param {() => void} act */
  const item = (icon, label, act) => html`
    <li><button type="button" class="menu-item" onClick=${() => choose(act)}><${Icon} name=${icon} />${label}</button></li>`;
  return html`
    <div class="menu" ref=${around} onKeyDown=${escape}>
      <button type="button" class="round" aria-label=${text('menu')} aria-expanded=${open} onClick=${() => setOpen(!open)}>
        <${Icon} name="menu" />
      </button>
      ${open &&
      html`<ul class="menu-list" aria-label=${text('menu')}>
        ${person.state === 'free' && item('person', text('person'), app.requestPerson)} ${item('shield', text('my_consents'), onConsents)}
        ${canVisit(app.conversation.value.journey) && item('document', text('visit_code'), onBranch)}
        ${item('text', text(app.large.value ? 'normal_text' : 'larger_text'), app.toggleLarge)}
        ${item('power', text('end_here'), onEnd)}
      </ul>`}
    </div>`;
};
