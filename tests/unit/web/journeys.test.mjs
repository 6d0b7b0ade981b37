import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { journeyName } from '../../../handoff/web/shared/journeys.js';

test('staff read a journey by the name of its country, in their own language', () => {
  assert.deepEqual(['ko', 'fa', 'en'].map((language) => journeyName('ir', language)), ['이란', 'ایران', 'Iran']);
  assert.equal(journeyName('kr', 'en'), 'South Korea');
});

test('a country that a bank adds needs no words of ours, and what is no country keeps the name that the bank gave it', () => {
  assert.equal(journeyName('de', 'ko'), '독일');
  assert.equal(journeyName('business', 'en'), 'business');
});

test('every journey that comes with the program has a name in every language', () => {
  const journeys = readdirSync(new URL('../../../data/journeys', import.meta.url)).map((file) => file.replace('.yml', ''));
  for (const journey of journeys)
    for (const language of ['ko', 'fa', 'en']) assert.notEqual(journeyName(journey, language).toLowerCase(), journey, `${journey} in ${language}`);
});
