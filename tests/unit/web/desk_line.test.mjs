import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import { openDesk } from '../../../handoff/web/console/socket.js';

const line = () => {
  const handlers = {};
  const socket = { active: false, connects: 0, onAny: () => {}, on: (name, run) => void (handlers[name] = run), connect: () => void (socket.connects += 1) };
  const states = [];
  openDesk(() => {}, (state) => states.push(state), () => socket);
  return { socket, states, refuse: (code) => handlers.connect_error({ data: { error: code } }) };
};

test('an agent is not signed out because the database was away for a moment, and the desk tries again', () => {
  mock.timers.enable({ apis: ['setTimeout'] });
  const { socket, states, refuse } = line();
  refuse('unavailable');
  assert.deepEqual(states, ['offline']);
  mock.timers.tick(10_000);
  assert.equal(socket.connects, 1);
  mock.timers.reset();
});

test('an agent whose session is over is told to sign in', () => {
  const { socket, states, refuse } = line();
  refuse('signed_out');
  assert.deepEqual([states, socket.connects], [['signed_out'], 0]);
});
