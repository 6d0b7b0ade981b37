/** @param {number} seq @param {object} [change] */
export const message = (seq, change = {}) => ({
  v: 1,
  seq,
  sender: { kind: 'bot', id: 'bot' },
  client_id: `turn${seq}:0`,
  kind: 'text',
  body: { text: `message ${seq}` },
  language: 'en',
  at: '2026-11-22T08:00:00Z',
  ...change,
});

export const customer = { kind: 'customer', id: 'c1' };

/** @param {number} seq @param {string} clientId */
export const own = (seq, clientId) => message(seq, { sender: customer, client_id: clientId });

/** @param {object} [change] */
export const snapshot = (change = {}) => ({
  conversation_id: 'one',
  owner: { kind: 'bot' },
  handoff: null,
  journey: null,
  last_seq: 0,
  read_by_agent: 0,
  language: 'en',
  bank: { name: { en: 'Gildong Bank' } },
  ...change,
});

/** @param {string} id @param {object} [change] */
export const step = (id, change = {}) => ({
  id, kind: id, state: 'waiting', attempts: 0, attempts_left: 3, reason: null, minutes: 1, alternative: null, consent: null, ...change,
});

/** @param {object} [change] */
export const journey = (change = {}) => ({
  case_id: 'case', journey: 'kr', status: 'started', version: 3, current: 'details',
  steps: [step('consent', { state: 'passed' }), step('details', { state: 'current', minutes: 2 }), step('selfie')], ...change,
});
