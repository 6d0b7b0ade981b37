// @ts-check
import { html } from '../../shared/html.js';
import { Icon, Mark } from '../../shared/icons.js';
import { clockTime, dayName } from '../../shared/time.js';
import { tick } from '../models/timeline.js';
import { Card } from '../cards/card.js';
import { EventLine } from './event_line.js';
import { QuickReplies } from './quick_replies.js';

/**
 * @typedef {{ choices: number | null, cards: Set<number> }} Live
 * @typedef {import('../../types.js').Message} Message
 */

/** @param {{ app: import('../app.js').App, row: import('../models/timeline.js').Row, live: Live }} props */
export const MessageRow = ({ app, row, live }) => {
  const message = /** @type {Message} */ (row.message);
  const { language } = app.conversation.value;
  const own = message.sender.kind === 'customer';
  const kind = own ? 'own' : message.sender.kind;
  return html`
    <div class="turn-of-talk">
      ${row.day && html`<p class="day"><time datetime=${row.day}>${dayName(row.day, language)}</time></p>`}
      ${message.kind === 'event'
        ? html`<${EventLine} app=${app} message=${message} />`
        : html`<div class=${`row ${kind}${row.first ? ' first' : ''}`}>
            ${row.first && !own && html`<${Speaker} app=${app} message=${message} />`}
            ${message.body.text && html`<p class="bubble" dir="auto" lang=${message.language ?? undefined}>${message.body.text}</p>`}
            ${message.kind === 'card' && html`<${Card} app=${app} message=${message} live=${live.cards.has(message.seq)} />`}
            ${message.seq === live.choices && html`<${QuickReplies} app=${app} message=${message} />`}
            ${row.last && html`<${Meta} app=${app} message=${message} own=${own} />`}
          </div>`}
    </div>`;
};

/** @param {{ app: import('../app.js').App, message: Message }} props */
const Speaker = ({ app, message }) => {
  const agent = message.sender.kind === 'agent';
  const name = agent ? app.text('with_person', { name: message.sender.name ?? '' }) : app.text('assistant_name');
  return html`
    <p class="speaker">
      ${agent ? html`<span class="avatar" aria-hidden="true">${[...(message.sender.name ?? '?')][0]}</span>` : html`<${Mark} />`}
      <span>${name}</span>
    </p>`;
};

/** @param {{ app: import('../app.js').App, message: Message, own: boolean }} props */
const Meta = ({ app, message, own }) => {
  const { language } = app.conversation.value;
  const state = own ? tick(message, app.conversation.value) : null;
  return html`
    <p class="meta">
      <time datetime=${message.at}>${clockTime(message.at, language)}</time>
      ${state &&
      html`<span class=${`ticks ${state}`}><${Icon} name="check" />${state !== 'sent' && html`<${Icon} name="check" />`}
        <span class="visually-hidden">${app.text(state)}</span></span>`}
    </p>`;
};
