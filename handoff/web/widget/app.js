// @ts-check
import { batch, computed, effect, signal } from '../vendor/signals.js';
import { directionOf } from '../shared/digits.js';
import { apply, newConversation } from './models/conversation.js';
import { hasGap, lastSeq } from './models/log.js';
import { caughtUp, unread } from './models/timeline.js';
import { Outbox } from './models/outbox.js';
import { openStore } from './models/outbox_store.js';
import { openEvidence } from './evidence.js';
import { gather } from './gather.js';
import { forgetAll, recall, remember } from './preferences.js';
import { openLine } from './socket.js';
import { say } from './strings/strings.js';
import { keepToken } from './token.js';
import { onWake } from './wake.js';

/** @typedef {import('../types.js').Host} Host @typedef {import('../types.js').Language} Language @typedef {Awaited<ReturnType<typeof createApp>>} App */

const TYPING_EVERY = 3000; // ms between two signs of typing
const ACTIVE_EVERY = 20000; // ms between two signs of being busy with a card
const TYPING_LASTS = 15000; // ms after which a sign of typing without an end is no longer believed

/**
 * Joins the parts: what the server says becomes the conversation, what the customer does becomes commands.
 * @param {{ host: Host, origin: string, language: Language }} edges
 */
export const createApp = async ({ host, origin, language }) => {
  const conversation = signal(newConversation(language));
  const entries = signal(/** @type {import('../types.js').OutboxEntry[]} */ ([]));
  const line = signal(/** @type {import('./socket.js').Line | 'ended'} */ ('connecting'));
  const visible = signal(!host.embedded);
  const seen = signal(0);
  const large = signal(recall('large') === 'yes');
  const token = keepToken(host.token);
  const evidence = openEvidence(origin, token);
  /** @type {Language | null} chosen here and not yet told to the server */
  let wanted = null;
  let typedAt = 0;
  let activeAt = -ACTIVE_EVERY;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let typingOver;

  /** @param {string} event @param {any} payload */
  const hear = (event, payload) => {
    conversation.value = apply(conversation.value, event, payload);
    if (event === 'snapshot') void greet(payload);
    if (event === 'typing' && payload.on) stopTypingLater();
  };
  const hearMessages = gather((messages) => {
    batch(() => messages.forEach((message) => hear('message', message)));
    void outbox.shown(messages);
    if (hasGap(conversation.value.log)) void socket.sync();
  });
  const stopTypingLater = () => {
    clearTimeout(typingOver);
    typingOver = setTimeout(() => hear('typing', { on: false }), TYPING_LASTS);
  };
  /** @param {import('../types.js').Snapshot} snapshot */
  const greet = async (snapshot) => {
    seen.value = Math.max(seen.value, snapshot.read_by_customer ?? snapshot.last_seq);
    if (wanted) await setLanguage(wanted);
    await outbox.adopt(/** @type {string} */ (conversation.value.id));
  };

  const socket = openLine({
    url: origin,
    token,
    lastSeq: () => lastSeq(conversation.value.log),
    locale: () => conversation.value.language,
    behind: () => !caughtUp(conversation.value),
    onEvent: (event, payload) => (event === 'message' ? hearMessages(payload) : hear(event, payload)),
    onLine: (state) => void (line.value !== 'ended' && (line.value = state)),
  });
  const outbox = new Outbox(await openStore(), (command) => socket.ask('send', command), {
    changed: () => void (entries.value = outbox.entries),
    online: socket.isOnline,
  });

  /** @param {Language} next */
  const setLanguage = async (next) => {
    wanted = next;
    hear('language', next);
    host.tell('language', next);
    const answer = await socket.ask('set_language', { language: next }).catch(() => null);
    if (answer) wanted = null;
  };
  /** @param {string} command */
  const request = (command) => socket.ask(command, {}).then((answer) => answer.ok, () => false);

  const unreadCount = computed(() => (visible.value ? 0 : unread(conversation.value, seen.value)));
  effect(() => host.tell('unread', unreadCount.value));
  effect(() => {
    document.documentElement.lang = conversation.value.language;
    document.documentElement.dir = directionOf(conversation.value.language);
    document.documentElement.classList.toggle('large', large.value);
  });

  /** Leave nothing of this customer on this phone. */
  const logout = async () => {
    socket.close();
    await outbox.wipe();
    forgetAll();
    batch(() => {
      line.value = 'ended';
      conversation.value = newConversation(conversation.value.language);
      large.value = false;
    });
    host.tell('ended');
  };

  host.on('opened', () => void ((visible.value = true), socket.wake()));
  host.on('closed', () => void (visible.value = false));
  host.on('logout', logout);
  host.on('language', (next) => next !== conversation.value.language && setLanguage(next));
  onWake(socket.wake, () => void (line.value !== 'ended' && (line.value = 'offline')));
  socket.open();
  host.begin(); // only now: who is told that the window is open wakes the line

  return {
    conversation, entries, line, visible, seen, large, evidence, host,
    /** @param {import('./strings/strings.js').Key} key @param {Record<string, string | number>} [params] */
    text: (key, params) => say(conversation.value.language, key, params),
    /** @param {string} text */
    write: (text) => outbox.add({ text }),
    /** @param {number} seq @param {import('../types.js').Option} option */
    choose: (seq, option) => outbox.add({ choice: { seq, option: option.id }, label: option.label }),
    /** @param {string} clientId */
    discard: (clientId) => outbox.discard(clientId),
    requestPerson: () => request('request_person'),
    leaveQueue: () => request('leave_queue'),
    setLanguage,
    /** @param {boolean} on */
    typing: (on) => {
      const now = performance.now();
      if (on && now - typedAt < TYPING_EVERY) return;
      typedAt = on ? now : 0;
      socket.hint('typing', { on });
    },
    /** Busy with a card: nobody is offered help in the middle of it. */
    active: () => {
      const now = performance.now();
      if (now - activeAt < ACTIVE_EVERY) return;
      activeAt = now;
      socket.hint('active', {});
    },
    /** Everything up to here has been on the screen. */
    sawAll: () => {
      const last = lastSeq(conversation.value.log);
      if (!visible.value || document.visibilityState !== 'visible' || last <= seen.peek()) return;
      seen.value = last;
      void socket.ask('read', { seq: last }).catch(() => {});
    },
    toggleLarge: () => {
      large.value = !large.value;
      remember('large', large.value ? 'yes' : 'no');
    },
    /** @param {import('../types.js').Journey | null | undefined} journey */
    hearJourney: (journey) => void (journey && hear('journey', journey)),
    logout,
    close: () => host.tell('close'),
    restart: () => location.reload(),
  };
};
