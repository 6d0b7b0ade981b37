import assert from 'node:assert/strict';
import test from 'node:test';
import { progress, stateOf } from '../../../handoff/web/widget/models/journey.js';
import { personState } from '../../../handoff/web/widget/models/handoff.js';
import { latestCards, liveChoices, rows, tick } from '../../../handoff/web/widget/models/timeline.js';
import { customer, journey, message, own, step } from './makers.mjs';

const offer = (seq) => message(seq, { kind: 'choices', body: { text: '?', options: [{ id: 'yes', label: 'Yes' }] } });
const card = (seq, name = 'details') => message(seq, { kind: 'card', body: { card: name, ref: { case_id: 'case', step: name } } });

test('only the latest choices can be answered', () => {
  assert.equal(liveChoices([offer(1), offer(2)], []), 2);
});

test('a later card of the bot takes the choices back, a question of the customer does not', () => {
  assert.equal(liveChoices([offer(1), card(2)], []), null);
  assert.equal(liveChoices([offer(1), own(2, 'a'), message(3)], []), 1);
});

test('the card that the bot shows in the same turn leaves the choices open', () => {
  const same = [{ ...offer(1), client_id: 'one:7:0' }, { ...card(2), client_id: 'one:7:1' }];
  assert.equal(liveChoices(same, []), 1);
  assert.equal(liveChoices([...same, { ...card(3), client_id: 'one:8:0' }], []), null);
});

test('choices that are taken, or being taken, are no longer offered', () => {
  const taken = message(2, { sender: customer, body: { text: 'Yes', choice: { seq: 1, option: 'yes' } } });
  assert.equal(liveChoices([offer(1), taken], []), null);
  const entry = { client_id: 'x', conversation_id: null, number: 1, state: 'waiting', choice: { seq: 1, option: 'yes' } };
  assert.equal(liveChoices([offer(1)], [entry]), null);
  assert.equal(liveChoices([offer(1)], [{ ...entry, state: 'refused' }]), 1);
});

test('of the cards of one step only the last is alive', () => {
  assert.deepEqual([...latestCards([card(1), message(2), card(3), card(4, 'selfie')])], [3, 4]);
});

test('what waits to be sent stands after the log, and once', () => {
  const entry = { client_id: 'b', conversation_id: 'one', number: 1, state: 'waiting', text: 'later' };
  assert.deepEqual(rows([own(1, 'a')], [{ ...entry, client_id: 'a' }, entry]).map((row) => row.key), ['c1:a', 'own:b']);
});

test('a run of one sender has one beginning and one end, and an event breaks it', () => {
  const event = message(3, { kind: 'event', sender: { kind: 'system', id: 'system' }, body: { name: 'masked' } });
  const ends = rows([message(1), message(2), event, message(4)], []).map(({ first, last }) => [first, last]);
  assert.deepEqual(ends, [[true, false], [false, true], [true, true], [true, true]]);
});

test('ticks say what is known: kept, gone on from, read by a person', () => {
  const log = { messages: [own(1, 'a')], ahead: [] };
  assert.equal(tick(own(1, 'a'), { log, readByAgent: 0 }), 'sent');
  assert.equal(tick(own(1, 'a'), { log: { ...log, messages: [own(1, 'a'), message(2)] }, readByAgent: 0 }), 'delivered');
  assert.equal(tick(own(1, 'a'), { log, readByAgent: 1 }), 'read');
});

test('the step is counted by the case and the minutes are those of what is left', () => {
  const { number, total, minutes } = progress(journey());
  assert.deepEqual([number, total, minutes], [2, 3, 3]);
  assert.equal(progress(null), null);
});

test('what another way has replaced is counted no more', () => {
  const steps = [step('consent', { state: 'passed' }), step('selfie', { state: 'replaced' }), step('branch', { state: 'current' }), step('review')];
  const { number, total } = progress(journey({ current: 'branch', steps }));
  assert.deepEqual([number, total], [2, 3]);
});

test('a card knows what became of its step, and that another case is not its own', () => {
  const ref = { case_id: 'case', step: 'details' };
  assert.equal(stateOf(journey(), ref), 'current');
  assert.equal(stateOf(journey({ current: 'selfie', steps: [step('details', { state: 'passed' })] }), ref), 'passed');
  assert.equal(stateOf(journey({ case_id: 'next' }), ref), 'gone');
  assert.equal(stateOf(null, ref), 'gone');
});

test('the bar above the composer follows owner and handoff', () => {
  assert.equal(personState({ owner: { kind: 'bot' }, handoff: null }).state, 'free');
  assert.equal(personState({ owner: { kind: 'bot' }, handoff: { state: 'withdrawn' } }).state, 'free');
  const waiting = personState({ owner: { kind: 'bot' }, handoff: { state: 'waiting', position: 2, eta_s: 20 } });
  assert.deepEqual(waiting, { state: 'waiting', position: 2, minutes: 1 });
  assert.deepEqual(personState({ owner: { kind: 'agent', name: 'Ada' }, handoff: { state: 'active' } }), { state: 'here', name: 'Ada' });
});
