import assert from 'node:assert/strict';
import test from 'node:test';
import { Outbox } from '../../../handoff/web/widget/models/outbox.js';
import { memoryStore } from '../../../handoff/web/widget/models/outbox_store.js';
import { own } from './makers.mjs';

/** A server that does what the list says, one entry a send: an answer, or 'lost' for none. */
const serverOf = (answers, heard = []) => async (command) => {
  heard.push(command);
  const answer = answers.shift() ?? { ok: true, data: { seq: heard.length } };
  if (answer === 'lost') throw new Error('no answer');
  return answer;
};

const boxOf = (send, { store = memoryStore(), online = () => true } = {}) => {
  let number = 0;
  return new Outbox(store, send, { changed: () => {}, newId: () => `id${(number += 1)}`, pause: async () => {}, online });
};

test('what is not acknowledged is sent again under the same client id', async () => {
  const heard = [];
  const box = boxOf(serverOf(['lost', 'lost'], heard));
  await box.adopt('one');
  await box.add({ text: 'hello' });
  assert.deepEqual(heard.map((one) => one.client_id), ['id1', 'id1', 'id1']);
  assert.equal(box.entries[0].state, 'kept');
});

test('messages leave one at a time, in the order in which they were written', async () => {
  const heard = [];
  const box = boxOf(serverOf([], heard));
  await Promise.all([box.add({ text: 'first' }), box.add({ text: 'second' }), box.adopt('one')]);
  await box.run();
  assert.deepEqual(heard.map((one) => one.text), ['first', 'second']);
});

test('nothing is sent before the conversation is known', async () => {
  const heard = [];
  const box = boxOf(serverOf([], heard));
  await box.add({ text: 'early' });
  assert.equal(heard.length, 0);
  await box.adopt('one');
  assert.equal(heard.length, 1);
});

test('what was written offline survives a reload and is sent once', async () => {
  const store = memoryStore();
  let online = true;
  const before = boxOf(serverOf([]), { store, online: () => online });
  await before.adopt('one');
  online = false;
  await before.add({ text: 'kept' });
  const heard = [];
  const later = boxOf(serverOf([], heard), { store });
  await later.adopt('one');
  assert.deepEqual(heard.map((one) => one.text), ['kept']);
  assert.deepEqual(await store.all(), []);
});

test('what another customer left on this phone is destroyed and never sent', async () => {
  const store = memoryStore();
  await store.put({ client_id: 'x', conversation_id: 'other', number: 1, state: 'waiting', text: 'secret' });
  const heard = [];
  await boxOf(serverOf([], heard), { store }).adopt('one');
  assert.equal(heard.length, 0);
  assert.deepEqual(await store.all(), []);
});

test('what is written before the conversation is known is not put into storage', async () => {
  const store = memoryStore();
  await boxOf(serverOf([]), { store }).add({ text: 'whose?' });
  assert.deepEqual(await store.all(), []);
});

test('a refusal is shown and not tried again; the next message still goes', async () => {
  const heard = [];
  const box = boxOf(serverOf([{ ok: false, error: 'too_long' }], heard));
  await box.adopt('one');
  await box.add({ text: 'long' });
  await box.add({ text: 'short' });
  assert.deepEqual(box.entries.map((entry) => entry.state), ['refused', 'kept']);
  assert.equal(heard.length, 2);
});

test('a server that asks for patience is asked again', async () => {
  const box = boxOf(serverOf([{ ok: false, error: 'rate_limited' }, { ok: false, error: 'internal' }]));
  await box.adopt('one');
  await box.add({ text: 'hello' });
  assert.equal(box.entries[0].state, 'kept');
});

test('an entry goes when the log shows it, even if its acknowledgement was lost', async () => {
  let online = true;
  const box = boxOf(serverOf(['lost']), { online: () => online });
  await box.adopt('one');
  online = false;
  await box.add({ text: 'hello' });
  await box.shown([own(1, 'id1')]);
  assert.deepEqual(box.entries, []);
});

test('a message of the bot with the same client id does not take an entry away', async () => {
  const box = boxOf(serverOf([]), { online: () => false });
  await box.add({ text: 'hello' });
  await box.shown([{ ...own(1, 'id1'), sender: { kind: 'bot', id: 'bot' } }]);
  assert.equal(box.entries.length, 1);
});

test('wiping leaves nothing in memory or storage', async () => {
  const store = memoryStore();
  const box = boxOf(serverOf([]), { store, online: () => false });
  await box.adopt('one');
  await box.add({ text: 'hello' });
  assert.equal((await store.all()).length, 1);
  await box.wipe();
  assert.deepEqual([box.entries, await store.all()], [[], []]);
});
