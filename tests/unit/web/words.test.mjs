import assert from 'node:assert/strict';
import test from 'node:test';
import { latinDigits, localNumber } from '../../../handoff/web/shared/digits.js';
import { clockTime, dayName } from '../../../handoff/web/shared/time.js';
import { decidable, emptyFields, keyboardOf, missingConsents, readContent } from '../../../handoff/web/widget/models/content.js';
import { keepToken } from '../../../handoff/web/widget/token.js';
import { say, STRINGS } from '../../../handoff/web/widget/strings/strings.js';
import { eventKey } from '../../../handoff/web/widget/views/event_line.js';
import { sendsNow } from '../../../handoff/web/widget/views/composer.js';

test('digits of every script become 0-9, and nothing else changes', () => {
  assert.equal(latinDigits('۰۹۱۲ ٣٤٥ ６７８ ab-9'), '0912 345 678 ab-9');
});

test('numbers are written in the digits of the language', () => {
  assert.equal(localNumber(12, 'fa'), '۱۲');
  assert.equal(say('fa', 'step_of', { n: 2, total: 5 }), 'مرحلهٔ ۲ از ۵');
  assert.equal(say('ko', 'step_of', { n: 2, total: 5 }), '5단계 중 2단계');
});

test('a Latin name does not turn a Persian sentence around', () => {
  assert.equal(say('fa', 'with_person', { name: 'Nika' }), '\u2068Nika\u2069، کارشناس بانک');
});

test('Persian days are Jalali with the weekday first, Korean ones end with it', () => {
  const at = '2026-03-21T09:00:00Z';
  assert.equal(dayName(at, 'fa', 'Asia/Tehran'), 'شنبه ۱ فروردین ۱۴۰۵');
  assert.equal(dayName(at, 'ko', 'Asia/Seoul'), '2026년 3월 21일 토요일');
  assert.equal(dayName(at, 'en', 'UTC'), 'Saturday, 21 March 2026');
  assert.equal(clockTime(at, 'fa', 'Asia/Tehran'), '۱۲:۳۰');
});

test('every language says the same things with the same places to fill', () => {
  const places = (text) => [...text.matchAll(/\{(\w+)\}/g)].map((found) => found[1]).sort();
  for (const language of ['ko', 'fa']) {
    assert.deepEqual(Object.keys(STRINGS[language]).sort(), Object.keys(STRINGS.en).sort());
    for (const [key, text] of Object.entries(STRINGS[language])) {
      assert.notEqual(text.trim(), '', `${language} ${key}`);
      assert.deepEqual(places(text), places(STRINGS.en[key]), `${language} ${key}`);
    }
  }
});

test('the Enter that ends a Korean syllable does not send', () => {
  const enter = { key: 'Enter', shiftKey: false, isComposing: false, keyCode: 13 };
  assert.equal(sendsNow(enter), true);
  assert.equal(sendsNow({ ...enter, isComposing: true }), false);
  assert.equal(sendsNow({ ...enter, keyCode: 229 }), false);
  assert.equal(sendsNow({ ...enter, shiftKey: true }), false);
});

test('an event has words, or is silent because the bot speaks or the card shows it', () => {
  assert.equal(eventKey({ name: 'agent_joined' }), 'event_agent_joined');
  assert.equal(eventKey({ name: 'case_moved', params: { result: 'in_review' } }), 'event_in_review');
  assert.equal(eventKey({ name: 'case_moved', params: { result: 'passed' } }), null);
  assert.equal(eventKey({ name: 'bot_unavailable', params: { state: 'slow' } }), 'event_bot_slow');
  assert.equal(eventKey({ name: 'from_a_later_version' }), null);
});

test('what rests on a law is told and not asked', () => {
  const content = readContent({
    step: 'consent', kind: 'consent',
    consents: [{ item: 'a', title: '', required: true }, { item: 'law', title: '', required: true, basis: 'statute' }, { item: 'b', title: '', required: false }],
  });
  assert.deepEqual(decidable(content).map((one) => one.item), ['a', 'b']);
  assert.deepEqual(missingConsents(content, {}), ['a']);
  assert.deepEqual(missingConsents(content, { a: true }), []);
});

test('fields that must be filled are found, and numbers get a numeric keyboard', () => {
  const { fields } = readContent({ step: 'details', kind: 'details', fields: [{ name: 'a', label: 'A', kind: 'digits' }, { name: 'b', label: 'B', kind: 'text', required: false }] });
  assert.deepEqual(emptyFields(fields, { a: '  ' }), ['a']);
  assert.equal(keyboardOf(fields[0]), 'numeric');
});

const tokenOf = (seconds) => `e30.${btoa(JSON.stringify({ iat: 1000, exp: 1000 + seconds }))}.s`;

test('a token is kept until three quarters of its own lifetime, whatever the clock of the phone says', async () => {
  let now = 0;
  let asked = 0;
  const token = keepToken(async () => ((asked += 1), tokenOf(100)), () => now);
  await token.current();
  now = 74_000;
  await token.current();
  assert.equal(asked, 1);
  now = 76_000;
  await token.current();
  assert.equal(asked, 2);
});

test('two who need a token at once ask the page once, and a forgotten one is asked for again', async () => {
  let asked = 0;
  const token = keepToken(async () => ((asked += 1), tokenOf(100)));
  await Promise.all([token.current(), token.current()]);
  assert.equal(asked, 1);
  token.forget();
  await token.current();
  assert.equal(asked, 2);
});
