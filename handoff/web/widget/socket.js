// @ts-check
import { io } from '../vendor/socket.io.js';

const ANSWER = 8000; // ms within which a command is acknowledged on a line that is not dead
const SYNC = 20000; // ms between looks whether anything was missed: a socket can be open and deaf
const SOON = 1500; // ms; a long conversation is replayed in pieces, each asked for
const LONGEST = 30000; // ms; the line is never given up, only tried less often
const PATIENCE = 4000; // ms within which an attempt under way is not thrown away for a new one
const OF_THE_TOKEN = ['token_missing', 'invalid_token', 'expired'];

/**
 * @typedef {{ current(): Promise<string | null>, renew(): Promise<string | null>, forget(): void, left(): number }} Token
 * @typedef {'connecting' | 'online' | 'offline' | 'signed_out'} Line
 */

/**
 * The line to the conversation. Knows connections, acknowledgements and tokens, and nothing of what is said.
 * @param {{ url: string, token: Token, lastSeq: () => number, behind: () => boolean, locale: () => string,
 *   onEvent: (event: string, payload: any) => void, onLine: (line: Line) => void, connect?: typeof io }} edges
 */
export const openLine = ({ url, token, lastSeq, behind, locale, onEvent, onLine, connect = io }) => {
  const socket = connect(`${url}/customer`, {
    auth: async (/** @type {(auth: object) => void} */ give) =>
      give({ token: await token.current(), last_seq: lastSeq(), locale: locale() }),
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
    reconnectionDelay: 500,
    reconnectionDelayMax: LONGEST,
    timeout: 10000,
    autoConnect: false,
  });
  let closed = false;
  let refusals = 0;
  let syncing = false;
  let attempt = -Infinity; // when the attempt under way began
  /** @type {ReturnType<typeof setTimeout>[]} */
  let timers = [];

  /** @param {number} ms @param {() => void} run */
  const later = (ms, run) => void timers.push(setTimeout(run, ms));
  const stopTimers = () => {
    timers.forEach(clearTimeout);
    timers = [];
  };
  const reconnect = () => {
    if (closed) return;
    stopTimers();
    socket.disconnect();
    attempt = performance.now();
    socket.connect();
  };

  /** @param {string} event @param {object} payload @param {number} [ms] @returns {Promise<import('../types.js').Acknowledgement>} */
  const ask = async (event, payload, ms = ANSWER) => {
    if (!socket.connected) throw new Error('offline');
    return socket.timeout(ms).emitWithAck(event, payload);
  };

  /** What was missed comes as messages; no answer at all means that the line is dead, whatever it looks like. @param {number} [ms] */
  const sync = async (ms) => {
    if (syncing) return;
    syncing = true;
    try {
      const answer = await ask('sync', { after_seq: lastSeq() }, ms);
      for (const message of answer.data?.messages ?? []) onEvent('message', message);
    } catch {
      if (socket.connected) reconnect();
    } finally {
      syncing = false;
    }
  };
  const syncAgain = () => later(behind() ? SOON : SYNC, () => void sync().finally(() => socket.connected && syncAgain()));

  const renewInTime = () =>
    later(token.left(), async () => {
      const fresh = await token.renew();
      if (fresh) await ask('renew', { token: fresh }).catch(() => {});
      if (fresh && socket.connected) renewInTime();
    });

  /** The server has spoken and will not be asked again by the library. @param {string} reason */
  const refused = (reason) => {
    token.forget();
    refusals += 1;
    onLine(OF_THE_TOKEN.includes(reason) ? 'signed_out' : 'offline');
    stopTimers();
    later(Math.min(LONGEST, 500 * 2 ** refusals) * (0.75 + Math.random() / 4), reconnect);
  };

  socket.on('connect', () => {
    refusals = 0;
    stopTimers();
    onLine('online');
    syncAgain();
    renewInTime();
  });
  socket.on('disconnect', (/** @type {string} */ reason) => {
    attempt = -Infinity;
    stopTimers();
    if (closed) return;
    if (reason === 'io server disconnect') refused('');
    else onLine('offline');
  });
  socket.on('connect_error', (/** @type {any} */ error) => {
    attempt = -Infinity;
    if (socket.active) onLine('offline');
    else refused(error.data?.error ?? error.message);
  });
  socket.io.on('reconnect_attempt', () => void (attempt = performance.now()));
  socket.onAny((event, payload) => onEvent(event, payload));

  return {
    ask,
    sync,
    open: reconnect,
    /** The phone woke up, or its network did: do not wait for a timer. */
    wake: () => {
      if (closed) return;
      if (!socket.connected) return performance.now() - attempt < PATIENCE ? undefined : reconnect();
      onLine('online');
      void sync(4000);
    },
    /** For what may be lost, such as typing. @param {string} event @param {object} payload */
    hint: (event, payload) => void (socket.connected && socket.volatile.emit(event, payload)),
    isOnline: () => socket.connected,
    close: () => {
      closed = true;
      stopTimers();
      token.forget();
      socket.disconnect();
    },
  };
};
