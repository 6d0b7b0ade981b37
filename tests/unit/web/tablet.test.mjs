import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

const { setTimeout: later } = globalThis;
globalThis.setTimeout = (...given) => later(...given).unref(); // a notice that is still shown keeps no test waiting
globalThis.localStorage = { getItem: () => 'en', setItem: () => {} };
let answer = async () => new Response('{}');
globalThis.fetch = (path, init) => answer(path, init);
globalThis.location = { origin: 'http://localhost' };
const { customerApp } = await import('../../../handoff/web/branch/customer_app.js');
const { shown, signOut, state } = await import('../../../handoff/web/branch/store.js');

const received = () => shown({ visit: { id: 'visit' }, case: {} });

test('a tablet shows that nobody is signed in only when the server has let go of them', async () => {
  received();
  answer = () => Promise.reject(new TypeError('no line'));
  await signOut();
  assert.equal(state.value.screen, 'visit');
  assert.ok(state.value.notice.bad);
  answer = async () => new Response('{"ok": true}');
  await signOut();
  assert.deepEqual([state.value.screen, state.value.visit, state.value.me], ['sign_in', null, null]);
});

test('whoever has been signed out elsewhere is told, and nothing of the visit stays on the screen', async () => {
  received();
  answer = async () => new Response('{"ok": false, "error": "signed_out"}', { status: 401 });
  await signOut();
  assert.deepEqual([state.value.screen, state.value.visit], ['sign_in', null]);
});

const CARDS = new URL('../../../handoff/web/widget/cards/', import.meta.url);
const ALSO = ['views/progress.js', '../shared/icons.js'].map((path) => new URL(`../${path}`, CARDS));
const OF_THE_CHAT = ['card.js']; // a card among the messages

/** @param {RegExp} pattern */
const read = (pattern) => {
  const cards = readdirSync(CARDS).filter((name) => !OF_THE_CHAT.includes(name)).map((name) => new URL(name, CARDS));
  const code = [...cards, ...ALSO].map((file) => readFileSync(file, 'utf8')).join('\n');
  return new Set([...code.matchAll(pattern)].flatMap(([, names]) => names.split(',').map((name) => name.trim().split(':')[0])));
};

test('what the cards read of a conversation is there on a tablet, which has none', () => {
  const { app } = customerApp({ token: 't', case_id: 'c', until: '2026-11-22T09:00:00Z' }, () => 'en', () => {});
  const wanted = new Set([...read(/app\.conversation\.value\.(\w+)/g), ...read(/\{([^{}]+)\} = app\.conversation\.value/g)]);
  assert.deepEqual([...wanted].filter((name) => !(name in app.conversation.value)), []);
  assert.ok(wanted.has('language') && wanted.has('log'));
});
