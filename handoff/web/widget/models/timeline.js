// @ts-check
import { dayKey } from '../../shared/time.js';
import { lastSeq } from './log.js';

/**
 * @typedef {import('../../types.js').Conversation} Conversation
 * @typedef {import('../../types.js').Message} Message
 * @typedef {import('../../types.js').OutboxEntry} OutboxEntry
 * @typedef {{ key: string, message?: Message, entry?: OutboxEntry, day?: string, first: boolean, last: boolean }} Row
 */

/** Entries that the log does not show yet. @param {Message[]} messages @param {OutboxEntry[]} entries */
export const unshown = (messages, entries) => {
  const shown = new Set(messages.filter((one) => one.sender.kind === 'customer').map((one) => one.client_id));
  return entries.filter((entry) => !shown.has(entry.client_id));
};

/** @param {Message | undefined} message */
const speaker = (message) => (message && message.kind !== 'event' ? `${message.sender.kind}:${message.sender.id}` : null);

/**
 * The rows of the list: the log by seq, then what still waits to be sent. `first` and `last` tell where a run of one
 * sender's messages begins and ends, `day` where a new day starts.
 * @param {Message[]} messages @param {OutboxEntry[]} entries @param {string} [zone] @returns {Row[]}
 */
export const rows = (messages, entries, zone) => {
  const days = messages.map((one) => dayKey(one.at, zone));
  const said = messages.map((message, index) => {
    const day = days[index] !== days[index - 1] ? message.at : undefined;
    const first = day !== undefined || speaker(messages[index - 1]) !== speaker(message);
    const last = speaker(messages[index + 1]) !== speaker(message) || days[index + 1] !== days[index];
    return { key: message.client_id ? `${message.sender.id}:${message.client_id}` : String(message.seq), message, day, first, last };
  });
  const waiting = unshown(messages, entries).map((entry) => ({ key: `own:${entry.client_id}`, entry, first: false, last: true }));
  return [...said, ...waiting];
};

/** The client id of what the bot says is its turn's id and a number. @param {Message} message */
const turnOf = ({ client_id, seq }) => (client_id ? client_id.slice(0, client_id.lastIndexOf(':')) : String(seq));

/**
 * The seq of the only choices that can still be answered: the bot has offered nothing since, and none of them is taken.
 * A step's card shown in the same turn goes with them.
 * @param {Message[]} messages @param {OutboxEntry[]} entries
 */
export const liveChoices = (messages, entries) => {
  const offers = messages.filter((one) => one.sender.kind === 'bot' && ['choices', 'card'].includes(one.kind));
  const offer = offers.findLast((one) => one.kind === 'choices');
  const last = offers.at(-1);
  if (!offer || !last || (last !== offer && turnOf(last) !== turnOf(offer))) return null;
  const taken = messages.some((one) => one.body.choice?.seq === offer.seq);
  const taking = entries.some((entry) => entry.choice?.seq === offer.seq && entry.state !== 'refused');
  return taken || taking ? null : offer.seq;
};

/** The seq of the latest card of each step: older ones are only marks on the way. @param {Message[]} messages */
export const latestCards = (messages) => {
  const latest = new Map();
  for (const one of messages) if (one.kind === 'card') latest.set(`${one.body.card}:${one.body.ref?.step}`, one.seq);
  return new Set(latest.values());
};

/**
 * waiting: on this phone only; sent: kept by the bank; delivered: bot or person has gone on from it; read: by a person.
 * @param {Message} message @param {Pick<Conversation, 'log' | 'readByAgent'>} conversation
 */
export const tick = (message, { log, readByAgent }) => {
  if (readByAgent >= message.seq) return 'read';
  const answered = log.messages.some((one) => one.seq > message.seq && ['bot', 'agent'].includes(one.sender.kind));
  return answered ? 'delivered' : 'sent';
};

/** How many messages for the customer lie behind `seen`. @param {Conversation} conversation @param {number} seen */
export const unread = ({ log }, seen) =>
  log.messages.filter((one) => one.seq > seen && ['bot', 'agent'].includes(one.sender.kind)).length;

/** False until everything that the snapshot promised is here. @param {Conversation} conversation */
export const caughtUp = (conversation) => conversation.id !== null && lastSeq(conversation.log) >= conversation.target;
