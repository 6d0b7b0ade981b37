import assert from 'node:assert/strict';
import { test } from 'node:test';
import { measureKey, ofKind, partOf, rounded, secondsLeft, standing } from '../../../handoff/web/console/models/checks.js';

test('a distance may be at most so much, a likeness must be at least so much', () => {
  assert.equal(measureKey({ check: 'face_match', score: 0.41, threshold: 0.5 }), 'checks.at_most');
  assert.equal(measureKey({ check: 'liveness_turns', score: 21, threshold: 15 }), 'checks.at_least');
  assert.equal(measureKey({ check: 'identity', score: 0.9, threshold: null }), 'checks.score');
  assert.equal(measureKey({ check: 'identity', score: null, threshold: null }), null);
  assert.equal(rounded(0.41449), '0.414');
});

const row = (over) => ({ overdue: false, review_asked: false, proposed_by: null, ...over });

test('applications are picked out by what sets them apart', () => {
  const rows = [row({ overdue: true }), row({ review_asked: true }), row({ proposed_by: 'juno' }), row({})];
  assert.equal(ofKind(rows, 'all').length, 4);
  assert.deepEqual(['overdue', 'asked', 'second'].map((kind) => ofKind(rows, kind)), [[rows[0]], [rows[1]], [rows[2]]]);
});

test('whoever proposes is the first of two, and cannot be the second', () => {
  const approved = { by: 'juno', decision: 'approved' };
  assert.equal(partOf({ eyes: 1, proposal: null }, 'juno', 'approved'), 'only');
  assert.equal(partOf({ eyes: 2, proposal: null }, 'juno', 'approved'), 'first');
  assert.equal(partOf({ eyes: 2, proposal: approved }, 'juno', 'approved'), 'own');
  assert.equal(partOf({ eyes: 2, proposal: approved }, 'ines', 'approved'), 'second');
  assert.equal(partOf({ eyes: 2, proposal: approved }, 'ines', 'declined'), 'first');
});

test('what rests on a law was told, and is not called given', () => {
  const given = { given: true, basis: 'consent' };
  assert.equal(standing({ given: true, basis: 'statute' }), 'case.told');
  assert.equal(standing({ given: false, basis: 'statute' }), 'case.unused');
  assert.equal(standing(given), 'case.given');
  assert.equal(standing({ ...given, given: false }), 'case.refused');
  assert.equal(standing({ ...given, given: false, withdrawn_at: '2026-11-22T09:00:00Z' }), 'case.withdrawn');
});

test('a look ends when its time is over, however often the page has ticked', () => {
  assert.equal(secondsLeft(60_000, 0), 60);
  assert.equal(secondsLeft(60_000, 59_001), 1);
  assert.equal(secondsLeft(60_000, 3_600_000), 0);
});
