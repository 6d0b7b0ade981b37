// @ts-check
import { html } from '../../shared/html.js';
import { Icon } from '../../shared/icons.js';
import { useEffect, useId, useRef } from '../../vendor/hooks.js';

/**
 * A window over the chat; the browser's own, so that focus stays inside, Escape closes and focus comes back.
 * @param {{ title: string, close: string, onClose: () => void, wide?: boolean, children?: any }} props
 */
export const Dialog = ({ title, close, onClose, wide = false, children }) => {
  const dialog = useRef(/** @type {HTMLDialogElement | null} */ (null));
  const heading = useId();
  useEffect(() => {
    dialog.current?.showModal();
    return () => dialog.current?.close();
  }, []);
  return html`
    <dialog ref=${dialog} class=${wide ? 'dialog wide' : 'dialog'} aria-labelledby=${heading}
      onCancel=${(/** @type {Event} */ event) => (event.preventDefault(), onClose())}>
      <div class="dialog-head">
        <h2 id=${heading}>${title}</h2>
        <button type="button" class="round" aria-label=${close} onClick=${onClose}><${Icon} name="close" /></button>
      </div>
      <div class="dialog-body">${children}</div>
    </dialog>`;
};

/**
 * @param {{ title: string, body: string, confirm: string, cancel: string, danger?: boolean, onConfirm: () => void, onClose: () => void }} props
 */
export const Confirm = ({ title, body, confirm, cancel, danger = false, onConfirm, onClose }) => html`
  <${Dialog} title=${title} close=${cancel} onClose=${onClose}>
    <p>${body}</p>
    <div class="actions">
      <button type="button" class="button plain" onClick=${onClose}>${cancel}</button>
      <button type="button" class=${danger ? 'button danger' : 'button'} onClick=${onConfirm}>${confirm}</button>
    </div>
  <//>`;
