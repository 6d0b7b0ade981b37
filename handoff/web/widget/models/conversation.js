// @ts-check
import { append, emptyLog } from './log.js';
import { newer } from './journey.js';

/**
 * @typedef {import('../../types.js').Conversation} Conversation
 * @typedef {import('../../types.js').Message} Message
 * @typedef {import('../../types.js').Snapshot} Snapshot
 */

/** @param {import('../../types.js').Language} language @returns {Conversation} */
export const newConversation = (language) => ({
  id: null,
  log: emptyLog,
  target: 0,
  owner: { kind: 'bot' },
  handoff: null,
  journey: null,
  language,
  bank: { name: '' },
  readByAgent: 0,
  typing: null,
});

/** @param {Conversation} before @param {Snapshot} snapshot @returns {Conversation} */
const onSnapshot = (before, snapshot) => ({
  ...before,
  id: snapshot.conversation_id,
  // Another conversation (another customer on this phone): nothing of the former may stay on the screen.
  log: before.id === null || before.id === snapshot.conversation_id ? before.log : emptyLog,
  target: snapshot.last_seq,
  owner: snapshot.owner ?? { kind: 'bot' },
  handoff: snapshot.handoff ?? null,
  journey: snapshot.journey ?? null,
  language: snapshot.language ?? before.language,
  bank: { name: snapshot.bank?.name ?? before.bank.name },
  readByAgent: snapshot.read_by_agent ?? 0,
  typing: null,
});

/** @param {Message} message @param {Conversation['typing']} typing */
const endsTyping = ({ sender, body }, typing) => sender.kind === typing || body.name === 'bot_unavailable';

/** @param {Conversation} before @param {Message} message @returns {Conversation} */
const onMessage = (before, message) => {
  const log = append(before.log, message);
  const fresh = log !== before.log;
  const changed = fresh && message.body?.name === 'language_changed' && message.seq > before.target;
  return {
    ...before,
    log,
    language: changed ? message.body.params?.language ?? before.language : before.language,
    typing: fresh && endsTyping(message, before.typing) ? null : before.typing,
  };
};

/** @param {any} payload */
const typist = (payload) => (typeof payload.who === 'object' ? payload.who?.kind : payload.who) ?? payload.kind ?? 'bot';

/** One reducer for each event the server sends. @type {Record<string, (before: Conversation, payload: any) => Conversation>} */
const REDUCERS = {
  snapshot: onSnapshot,
  message: onMessage,
  owner: (before, owner) => ({ ...before, owner, typing: null }),
  handoff: (before, handoff) => ({ ...before, handoff: handoff?.state ? handoff : null }),
  journey: (before, journey) => ({ ...before, journey: newer(before.journey, journey) }),
  receipt: (before, receipt) =>
    receipt.reader === 'customer' ? before : { ...before, readByAgent: Math.max(before.readByAgent, receipt.seq) },
  typing: (before, payload) => ({ ...before, typing: payload.on ? typist(payload) : null }),
  language: (before, language) => ({ ...before, language }),
};

/** @param {Conversation} before @param {string} event @param {any} payload */
export const apply = (before, event, payload) => REDUCERS[event]?.(before, payload) ?? before;
