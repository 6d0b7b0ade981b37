// @ts-check
import { useEffect } from '../../vendor/hooks.js';

const TITLE = '.card-head h2, .card.result h2';
const WORK = ['[aria-invalid="true"]', 'input:not([type=checkbox]):not([type=file])', '.actions .button:not(.plain):not(:disabled)'];

/**
 * @typedef {{ element: HTMLElement, card: HTMLElement, row: HTMLElement | null }} Place in a card, or among the answers to choose from
 * @typedef {{ element: HTMLElement, still: boolean }} Next where to go; `still` without scrolling, for the list scrolls by itself
 */

/**
 * Fills in a card, or mends what went wrong there: such a reader is not taken elsewhere. Who asks why, or would rather do
 * something else, wants to see the answer.
 * @param {Element | null} element
 */
export const atWork = (element) => {
  const card = element?.closest('.card');
  if (!element || !card || element.closest('.card-foot') || /** @type {HTMLElement} */ (element).tabIndex < 0) return false;
  return element.matches('input, select, textarea') || card.querySelector('[role=alert]') !== null;
};

/** Can be focused, and seen. @param {HTMLElement} element */
const usable = (element) => element.isConnected && !element.matches(':disabled') && element.getClientRects().length > 0;

/** In the card as it is now. @param {HTMLElement} card @returns {Next} */
const within = (card) => {
  const work = WORK.map((selector) => /** @type {HTMLElement | null} */ (card.querySelector(selector))).find((found) => found && usable(found));
  return { element: work ?? /** @type {HTMLElement} */ (card.querySelector(TITLE)), still: false };
};

/** What went wrong is shown before the button; and a photo is looked at before it is sent. @param {HTMLElement} element */
const show = (element) => {
  const card = element.closest('.card');
  const wrong = card?.querySelector('[role=alert]');
  const question = card?.querySelector('.preview') && !wrong ? card.querySelector('.lead') : null;
  if (question) return question.scrollIntoView({ block: 'start' });
  element.scrollIntoView({ block: 'nearest' });
  wrong?.scrollIntoView({ block: 'nearest' });
};

/** Where the work of a card goes on when its focus is lost. @param {Place} place @param {HTMLElement} list @returns {Next | null} */
const nextOf = ({ element, card, row }, list) => {
  if (usable(element)) return { element, still: !atWork(element) };
  if (card.isConnected) return card.getAttribute('aria-busy') === 'true' ? null : within(card);
  const open = [...list.querySelectorAll(TITLE)].at(-1) ?? row?.querySelector('.card-line') ?? list;
  return { element: /** @type {HTMLElement} */ (open), still: true };
};

/**
 * A card that changes, moves or closes, an answer that is chosen: each takes the focus with it, and a keyboard or a screen reader would begin at the top of
 * the page again. Here it goes to what has come instead.
 * @param {{ current: HTMLElement | null }} list
 */
export const useKeptFocus = (list) => {
  useEffect(() => {
    const box = /** @type {HTMLElement} */ (list.current);
    /** @type {Place | null} */
    let place = null;
    /** @type {Element | null} where nothing better was found */
    let makeshift = null;
    const came = (/** @type {FocusEvent} */ event) => {
      const element = /** @type {HTMLElement} */ (event.target);
      const card = /** @type {HTMLElement | null} */ (element.closest('.card, .replies'));
      if (element !== makeshift) place = card && { element, card, row: card.parentElement };
    };
    const left = (/** @type {Event} */ event) => void (place?.card.contains(/** @type {Node} */ (event.target)) || (place = null));
    const keep = () => {
      const now = document.activeElement;
      if (!place || !document.hasFocus() || (now !== document.body && now !== makeshift)) return;
      const next = nextOf(place, box);
      if (!next || next.element === now) return;
      const passing = !next.element.matches('a, button, input, select, textarea');
      if (passing && next.element !== box) next.element.tabIndex = -1;
      makeshift = passing ? next.element : null;
      next.element.focus({ preventScroll: true });
      if (!next.still) show(next.element);
      if (next.element.matches(TITLE) && !place.card.isConnected) place = makeshift = null; // the next step's: read from here on
    };
    const changed = new MutationObserver(keep);
    changed.observe(box, { childList: true, subtree: true, attributes: true, attributeFilter: ['disabled', 'aria-busy'] });
    document.addEventListener('focusin', came);
    document.addEventListener('pointerdown', left);
    return () => {
      changed.disconnect();
      document.removeEventListener('focusin', came);
      document.removeEventListener('pointerdown', left);
    };
  }, []);
};
