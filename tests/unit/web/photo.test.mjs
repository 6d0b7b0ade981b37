import assert from 'node:assert/strict';
import test from 'node:test';
import { liveNote } from '../../../handoff/web/widget/cards/photo.js';

const WIDTH = 64;

/** @param {(x: number, y: number) => number} brightness */
const picture = (brightness) => Float32Array.from({ length: WIDTH * WIDTH }, (_, i) => brightness(i % WIDTH, Math.floor(i / WIDTH)));
const writing = (/** @type {number} */ x, /** @type {number} */ y) => ((x >> 2) + (y >> 2)) % 2 ? 200 : 60;

test('a picture that is bright and sharp needs no word', () => {
  assert.equal(liveNote(picture(writing), WIDTH), null);
});

test('what would spoil the photo is said before it is taken', () => {
  assert.equal(liveNote(picture((x, y) => writing(x, y) / 5), WIDTH), 'live_dark');
  assert.equal(liveNote(picture((x, y) => 100 + y), WIDTH), 'live_blurred');
  assert.equal(liveNote(picture((x, y) => (x < 20 && y < 20 ? 255 : writing(x, y))), WIDTH), 'live_glare');
});
