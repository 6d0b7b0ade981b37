import assert from 'node:assert/strict';
import { test } from 'node:test';

const { setTimeout: later } = globalThis;
globalThis.setTimeout = (...given) => later(...given).unref(); // a notice that is still shown keeps no test waiting
globalThis.localStorage = { getItem: () => 'en', setItem: () => {} };
let answer = async () => new Response('{}');
globalThis.fetch = (path, init) => answer(path, init);
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
