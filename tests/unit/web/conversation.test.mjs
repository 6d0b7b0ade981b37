import assert from 'node:assert/strict';
import test from 'node:test';
import { apply, newConversation } from '../../../handoff/web/widget/models/conversation.js';
import { append, emptyLog, hasGap, lastSeq } from '../../../handoff/web/widget/models/log.js';
import { caughtUp, unread } from '../../../handoff/web/widget/models/timeline.js';
import { journey, message, own, snapshot } from './makers.mjs';

const after = (...events) => events.reduce((known, [name, payload]) => apply(known, name, payload), newConversation('en'));

test('messages stand in the order of seq, whatever order they arrive in', () => {
  const log = [1, 3, 4, 2].reduce((known, seq) => append(known, message(seq)), emptyLog);
  assert.deepEqual(log.messages.map((one) => one.seq), [1, 2, 3, 4]);
  assert.equal(hasGap(log), false);
});

test('a message that arrives twice is shown once, even while it waits for an earlier one', () => {
  const log = [1, 1, 3, 3].reduce((known, seq) => append(known, message(seq)), emptyLog);
  assert.deepEqual(log.messages.map((one) => one.seq), [1]);
  assert.equal(log.ahead.length, 1);
});

test('a missing message holds back the later ones and is noticed', () => {
  const log = append(append(emptyLog, message(1)), message(3));
  assert.equal(lastSeq(log), 1);
  assert.equal(hasGap(log), true);
});

test('a snapshot and the events after it equal a fresh snapshot', () => {
  const lived = after(
    ['snapshot', snapshot()],
    ['message', message(1)],
    ['message', own(2, 'a')],
    ['journey', journey()],
    ['handoff', { state: 'active' }],
    ['owner', { kind: 'agent', name: 'Ada' }],
    ['receipt', { reader: 'agent', seq: 2 }],
  );
  const now = { last_seq: 2, journey: journey(), handoff: { state: 'active' }, owner: { kind: 'agent', name: 'Ada' }, read_by_agent: 2 };
  const fresh = after(['snapshot', snapshot(now)], ['message', message(1)], ['message', own(2, 'a')]);
  assert.deepEqual({ ...lived, target: 0 }, { ...fresh, target: 0 });
});

test('a reconnection keeps the log; another customer starts with an empty one', () => {
  const known = after(['snapshot', snapshot({ last_seq: 1 })], ['message', message(1)]);
  assert.equal(apply(known, 'snapshot', snapshot({ last_seq: 1 })).log.messages.length, 1);
  assert.equal(apply(known, 'snapshot', snapshot({ conversation_id: 'two' })).log.messages.length, 0);
});

test('an older copy of the case does not replace a newer one', () => {
  const known = after(['journey', journey({ version: 5, current: 'selfie' })], ['journey', journey({ version: 4 })]);
  assert.equal(known.journey.current, 'selfie');
});

test('the language follows a change that happens now, not one that is replayed', () => {
  const change = { kind: 'event', body: { name: 'language_changed', params: { language: 'fa' } }, sender: { kind: 'system', id: 'system' } };
  const replayed = after(['snapshot', snapshot({ last_seq: 1, language: 'ko' })], ['message', message(1, change)]);
  assert.equal(replayed.language, 'ko');
  assert.equal(apply(replayed, 'message', message(2, change)).language, 'fa');
});

test('the sign of typing goes when the words come, and when the bot is unavailable', () => {
  const typing = after(['typing', { who: 'bot', on: true }]);
  assert.equal(typing.typing, 'bot');
  assert.equal(apply(typing, 'message', message(1)).typing, null);
  const unavailable = { kind: 'event', sender: { kind: 'system', id: 'system' }, body: { name: 'bot_unavailable', params: { state: 'slow' } } };
  assert.equal(apply(typing, 'message', message(1, unavailable)).typing, null);
});

test('a receipt never moves back, and our own reading is no receipt of the agent', () => {
  const known = after(['receipt', { reader: 'agent', seq: 4 }], ['receipt', { reader: 'agent', seq: 2 }], ['receipt', { reader: 'customer', seq: 9 }]);
  assert.equal(known.readByAgent, 4);
});

test('caught up means that everything the snapshot promised is here', () => {
  const known = after(['snapshot', snapshot({ last_seq: 2 })], ['message', message(1)]);
  assert.equal(caughtUp(known), false);
  assert.equal(caughtUp(apply(known, 'message', message(2))), true);
});

test('unread counts what bot and agents said after the last seen, not events or own words', () => {
  const event = message(3, { kind: 'event', sender: { kind: 'system', id: 'system' }, body: { name: 'opened' } });
  const known = after(['message', message(1)], ['message', own(2, 'a')], ['message', event], ['message', message(4)]);
  assert.equal(unread(known, 1), 1);
});

test('an event that this version does not know changes nothing', () => {
  const known = after(['snapshot', snapshot()]);
  assert.equal(apply(known, 'notice', { anything: true }), known);
});
