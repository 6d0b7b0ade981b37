// @ts-check
import { html } from '../../shared/html.js';
import { Icon } from '../../shared/icons.js';
import { useEffect, useLayoutEffect, useRef, useState } from '../../vendor/hooks.js';
import { caughtUp, latestCards, liveChoices, rows } from '../models/timeline.js';
import { Typing } from './typing.js';
import { Pending } from './pending.js';
import { MessageRow } from './message.js';

const NEAR = 120; // px from the end within which new messages pull the list along

/** @param {{ app: import('../app.js').App }} props */
export const Messages = ({ app }) => {
  const conversation = app.conversation.value;
  const { messages } = conversation.log;
  const list = useRef(/** @type {HTMLElement | null} */ (null));
  const [atEnd, setAtEnd] = useState(true);
  const ready = caughtUp(conversation);
  const timeline = rows(messages, app.entries.value, conversation.bank.timeZone);
  const live = { choices: liveChoices(messages, app.entries.value), cards: latestCards(messages) };

  const toEnd = () => void list.current?.scrollTo({ top: list.current.scrollHeight });
  useLayoutEffect(() => {
    if (atEnd) toEnd();
  }, [timeline.length, conversation.typing, atEnd, app.visible.value]);
  useEffect(() => {
    // A card that fills with content, or a keyboard that opens, moves the end without a new message.
    const grown = new ResizeObserver(() => atEnd && toEnd());
    for (const child of [list.current, list.current?.firstElementChild]) if (child) grown.observe(child);
    return () => grown.disconnect();
  }, [atEnd]);
  useEffect(() => {
    if (ready && atEnd) app.sawAll();
  });

  const onScroll = () => {
    const box = /** @type {HTMLElement} */ (list.current);
    setAtEnd(box.scrollHeight - box.scrollTop - box.clientHeight < NEAR);
  };
  return html`
    <main class="messages" ref=${list} onScroll=${onScroll} tabindex="0" aria-label=${app.text('conversation')}>
      <div class="log" role="log" aria-live="polite" aria-relevant="additions" aria-busy=${!ready} aria-label=${app.text('conversation')}>
        ${timeline.map((row) =>
          row.message
            ? html`<${MessageRow} key=${keyOf(row, live.cards)} app=${app} row=${row} live=${live} />`
            : html`<${Pending} key=${row.key} app=${app} entry=${row.entry} />`,
        )}
        ${conversation.id === null && html`<p class="loading">${app.text(app.line.value === 'signed_out' && !app.host.embedded ? 'open_in_app' : 'loading')}</p>`}
      </div>
      <${Typing} app=${app} />
      ${!atEnd && html`<button type="button" class="jump" onClick=${() => setAtEnd(true)}><${Icon} name="chevron" />${app.text('jump_down')}</button>`}
    </main>`;
};

/**
 * A step's card keeps its place in memory when the bot shows it again further down: what is half typed or photographed
 * must not be lost by a question in between.
 * @param {import('../models/timeline.js').Row} row @param {Set<number>} cards
 */
const keyOf = ({ key, message }, cards) =>
  message && cards.has(message.seq) ? `card:${message.body.card}:${message.body.ref?.step}` : key;
