// @ts-check
/**
 * @typedef {import('../../types.js').OutboxEntry} OutboxEntry
 * @typedef {import('../../types.js').OutboxStore} OutboxStore
 * @typedef {import('../../types.js').Draft} Draft
 * @typedef {import('../../types.js').Message} Message
 * @typedef {import('../../types.js').Acknowledgement} Acknowledgement
 */

const PAUSE = 2000; // ms before an unanswered send is tried again on a socket that still looks open
const LATER = ['rate_limited', 'internal']; // the server asks for patience; everything else it refuses for good

/** @param {OutboxEntry} entry */
const command = ({ client_id, text, choice }) => (choice ? { client_id, choice } : { client_id, text });

/** One at a time, in order, again and again until the server has acknowledged; the client id makes repeats harmless. */
export class Outbox {
  /** @type {OutboxEntry[]} */
  entries = [];
  /** @type {string | null} */
  #conversation = null;
  #running = false;
  #number = 0;

  /**
   * @param {OutboxStore} store
   * @param {(command: object) => Promise<Acknowledgement>} send rejects while there is no connection or no answer
   * @param {{ changed: () => void, newId?: () => string, pause?: (ms: number) => Promise<void>, online?: () => boolean }} edges
   */
  constructor(store, send, { changed, newId = () => crypto.randomUUID(), pause = wait, online = () => true }) {
    this.store = store;
    this.send = send;
    this.changed = changed;
    this.newId = newId;
    this.pause = pause;
    this.online = online;
  }

  /** What a former visit left unsent for this conversation comes back; what belongs to another is destroyed. @param {string} conversation */
  async adopt(conversation) {
    if (this.#conversation === conversation) return this.run();
    if (this.#conversation) this.entries = [];
    this.#conversation = conversation;
    const kept = await this.store.all();
    const ours = kept.filter((entry) => entry.conversation_id === conversation).sort((a, b) => a.number - b.number);
    for (const entry of kept) if (!ours.includes(entry)) await this.store.remove(entry.client_id);
    const known = new Set(this.entries.map((entry) => entry.client_id));
    this.#replace([...ours.filter((entry) => !known.has(entry.client_id)), ...this.entries]);
    for (const entry of this.entries) await this.#keep({ ...entry, conversation_id: conversation });
    return this.run();
  }

  /** @param {Draft} draft */
  async add(draft) {
    this.#number = Math.max(this.#number, ...this.entries.map((entry) => entry.number), 0) + 1;
    /** @type {OutboxEntry} */
    const entry = {
      ...draft, client_id: this.newId(), conversation_id: this.#conversation, number: this.#number, state: 'waiting',
    };
    this.#replace([...this.entries, entry]);
    await this.#keep(entry);
    return this.run();
  }

  /** Send what waits; called again whenever the connection is back. */
  async run() {
    if (this.#running) return;
    this.#running = true;
    try {
      for (let next = this.#next(); next && this.online(); next = this.#next()) await this.#try(next);
    } finally {
      this.#running = false;
    }
  }

  /** Forget what the log shows. @param {Message[]} messages */
  async shown(messages) {
    const ids = new Set(messages.filter((one) => one.sender.kind === 'customer').map((one) => one.client_id));
    const gone = this.entries.filter((entry) => ids.has(entry.client_id));
    if (gone.length === 0) return;
    this.#replace(this.entries.filter((entry) => !gone.includes(entry)));
    for (const entry of gone) await this.store.remove(entry.client_id);
  }

  /** @param {string} clientId */
  async discard(clientId) {
    this.#replace(this.entries.filter((entry) => entry.client_id !== clientId));
    await this.store.remove(clientId);
  }

  async wipe() {
    this.#replace([]);
    this.#conversation = null;
    await this.store.wipe();
  }

  #next() {
    return this.#conversation ? this.entries.find((entry) => entry.state === 'waiting') : undefined;
  }

  /** @param {OutboxEntry} entry */
  async #try(entry) {
    try {
      const answer = await this.send(command(entry));
      if (!answer.ok && LATER.includes(answer.error ?? '')) return await this.pause(PAUSE);
      this.#settle(entry, answer.ok ? { state: 'kept', seq: answer.data?.seq } : { state: 'refused', error: answer.error });
      await this.store.remove(entry.client_id);
    } catch {
      await this.pause(PAUSE);
    }
  }

  /** @param {OutboxEntry} entry @param {Partial<OutboxEntry>} change */
  #settle(entry, change) {
    this.#replace(this.entries.map((one) => (one.client_id === entry.client_id ? { ...one, ...change } : one)));
  }

  /** Only what belongs to a known conversation is written down: another customer's phone must never send it. @param {OutboxEntry} entry */
  async #keep(entry) {
    this.#settle(entry, { conversation_id: entry.conversation_id });
    if (entry.conversation_id && entry.state === 'waiting') await this.store.put(entry).catch(() => {});
  }

  /** @param {OutboxEntry[]} entries */
  #replace(entries) {
    this.entries = entries;
    this.changed();
  }
}

/** @param {number} ms @returns {Promise<void>} */
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
