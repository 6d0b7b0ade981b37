// @ts-check
/** @typedef {import('../../types.js').OutboxStore} OutboxStore @typedef {import('../../types.js').OutboxEntry} OutboxEntry */

const NAME = 'gildong';
const TABLE = 'outbox';

/** @returns {OutboxStore} for private windows and web views without a database */
export const memoryStore = () => {
  /** @type {Map<string, OutboxEntry>} */
  const entries = new Map();
  return {
    all: async () => [...entries.values()],
    put: async (entry) => void entries.set(entry.client_id, entry),
    remove: async (clientId) => void entries.delete(clientId),
    wipe: async () => entries.clear(),
  };
};

/** @template T @param {IDBRequest<T>} request @returns {Promise<T>} */
const done = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

/** @param {IDBFactory} factory @returns {Promise<IDBDatabase>} */
const open = (factory) => {
  const request = factory.open(NAME, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(TABLE, { keyPath: 'client_id' });
  return done(request);
};

/** @param {IDBDatabase} database @returns {OutboxStore} */
const databaseStore = (database) => {
  /** @param {IDBTransactionMode} mode */
  const table = (mode) => database.transaction(TABLE, mode).objectStore(TABLE);
  return {
    all: () => done(table('readonly').getAll()),
    put: async (entry) => void (await done(table('readwrite').put(entry))),
    remove: (clientId) => done(table('readwrite').delete(clientId)),
    wipe: () => done(table('readwrite').clear()),
  };
};

const PATIENCE = 1500; // ms; some web views never answer the first request for a database

/** @returns {Promise<never>} */
const tooLate = () => new Promise((_, reject) => setTimeout(reject, PATIENCE));

/** What is written but not yet acknowledged, kept over a reload. @returns {Promise<OutboxStore>} */
export const openStore = async (factory = globalThis.indexedDB) => {
  try {
    return databaseStore(await Promise.race([open(factory), tooLate()]));
  } catch {
    return memoryStore();
  }
};
