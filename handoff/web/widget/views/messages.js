// @ts-check
import { html } from '../../shared/html.js';
import { Icon } from '../../shared/icons.js';
import { useEffect, useState } from '../../vendor/hooks.js';
import { caughtUp, latestCards, liveChoices, rows } from '../models/timeline.js';
import { Typing } from './typing.js';
import { Pending } from './pending.js';
import { useFollowing } from './following.js';
import { useKeptFocus } from './kept_focus.js';
import { MessageRow } from './message.js';

const PAGE = 150; // rows drawn at first; a phone need not lay out a year of messages

/** @param {{ app: import('../app.js').App }} props */
export const Messages = ({ app }) => {
  const conversation = app.conversation.value;
  const { messages } = conversation.log;
  const ready = caughtUp(conversation);
  const [pages, setPages] = useState(1);
  const all = rows(messages, app.entries.value);
  const timeline = all.slice(-PAGE * pages);
  const live = { choices: liveChoices(messages, app.entries.value), cards: latestCards(messages) };
  const { list, onScroll, behind, toEnd } = useFollowing({
    length: all.length,
    own: app.entries.value.length,
    read: messages.filter((one) => one.seq <= app.seen.peek()).length,
    ready,
    others: [conversation.typing, app.visible.value],
  });
  useKeptFocus(list);
  useEffect(() => {
    if (ready && !behind) app.sawAll();
  });
  return html`
    <main class="messages" ref=${list} onScroll=${onScroll} tabindex="0" aria-label=${app.text('conversation')}>
      <div class="log" role="log" aria-live="polite" aria-relevant="additions" aria-busy=${!ready} aria-label=${app.text('conversation')}>
        ${timeline.length < all.length &&
        html`<button type="button" class="pill earlier" onClick=${() => setPages(pages + 1)}>${app.text('earlier')}</button>`}
        ${timeline.map((row) =>
          row.message
            ? html`<${MessageRow} key=${keyOf(row, live.cards)} app=${app} row=${row} live=${live} />`
            : html`<${Pending} key=${row.key} app=${app} entry=${row.entry} />`,
        )}
        ${conversation.id === null && html`<p class="loading">${app.text(app.line.value === 'signed_out' && !app.host.embedded ? 'open_in_app' : 'loading')}</p>`}
      </div>
      <${Typing} app=${app} />
      ${behind && html`<button type="button" class="jump" onClick=${toEnd}><${Icon} name="chevron" />${app.text('jump_down')}</button>`}
    </main>`;
};

/**
 * A step's card keeps its place in memory when the bot shows it again further down: what is half typed or photographed
 * must not be lost by a question in between.
 * @param {import('../models/timeline.js').Row} row @param {Set<number>} cards
 */
const keyOf = ({ key, message }, cards) =>
  message && cards.has(message.seq) ? `card:${message.body.card}:${message.body.ref?.step}` : key;
