// @ts-check
import { html } from '../../shared/html.js';
import { Icon } from '../../shared/icons.js';
import { useEffect, useLayoutEffect, useRef, useState } from '../../vendor/hooks.js';

export const LIMIT = 2000; // characters, as the server counts them: code points
const NEAR = 200; // characters left when the counter appears

/** Enter sends, but never the Enter that ends a Korean syllable. @param {KeyboardEvent} event */
export const sendsNow = (event) => event.key === 'Enter' && !event.shiftKey && !event.isComposing && event.keyCode !== 229;

/** @param {{ app: import('../app.js').App }} props */
export const Composer = ({ app }) => {
  const [draft, setDraft] = useState('');
  const area = useRef(/** @type {HTMLTextAreaElement | null} */ (null));
  const { text } = app;
  const left = LIMIT - [...draft].length;
  const ready = draft.trim() !== '' && left >= 0;

  useLayoutEffect(() => {
    const box = area.current;
    if (!box) return;
    box.style.height = 'auto';
    box.style.height = `${box.scrollHeight}px`;
  }, [draft, app.large.value]);

  useEffect(() => {
    // With a keyboard at hand one can write at once; on a phone its keyboard would cover what there is to read.
    if (app.visible.value && matchMedia('(hover: hover)').matches) area.current?.focus();
  }, [app.visible.value]);

  const submit = () => {
    area.current?.blur(); // ends a composition, so that its last syllable is neither lost nor written twice
    const words = (area.current?.value ?? '').trim();
    area.current?.focus();
    if (words === '' || [...words].length > LIMIT) return;
    setDraft('');
    app.typing(false);
    void app.write(words);
  };
  /** @param {KeyboardEvent} event */
  const onKeyDown = (event) => {
    if (!sendsNow(event)) return;
    event.preventDefault();
    submit();
  };
  /** @param {Event & { currentTarget: HTMLTextAreaElement }} event */
  const onInput = ({ currentTarget }) => {
    setDraft(currentTarget.value);
    app.typing(currentTarget.value !== '');
  };
  return html`
    <form class="composer" onSubmit=${(/** @type {Event} */ event) => (event.preventDefault(), submit())}>
      <textarea ref=${area} class="composer-text" rows="1" dir="auto" autocomplete="off" enterkeyhint="send" value=${draft}
        placeholder=${text('write')} aria-label=${text('write')} title=${text('write_hint')} onInput=${onInput} onKeyDown=${onKeyDown}></textarea>
      <button type="submit" class="send" aria-label=${text('send')} disabled=${!ready} onPointerDown=${(/** @type {Event} */ event) => event.preventDefault()}>
        <${Icon} name="send" flip />
      </button>
      ${left <= NEAR &&
      html`<p class=${left < 0 ? 'counter over' : 'counter'} role="status">
        ${left < 0 ? text('characters_over', { n: -left }) : text('characters_left', { n: left })}
      </p>`}
    </form>`;
};
