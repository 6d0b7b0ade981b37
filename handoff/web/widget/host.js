// @ts-check
/** @typedef {import('../types.js').Host} Host @typedef {{ postMessage(message: any): void }} Pipe */
import { isLanguage } from './strings/strings.js';

const PATIENCE = 15000; // ms for the bank's page to bring a token

/**
 * The page or app around the widget, whichever it is, behind one set of words. Only two things leave: how much is unread
 * and what the customer did with the window; only tokens and wishes of the same kind come in.
 * @param {Window & typeof globalThis} window @returns {Promise<Host>}
 */
export const findHost = async (window) => {
  const line = window.parent === window ? nativePipe(window) : await framePipe(window);
  const wanted = new URLSearchParams(window.location.search).get('language');
  return speak(line, { embedded: window.parent !== window, language: isLanguage(wanted) ? wanted : null });
};

/**
 * The loader's end of a private channel. Who may frame this page is decided by the server (`frame-ancestors`), so the
 * parent is one of the bank's pages, and only its answer is taken.
 * @param {Window & typeof globalThis} window @returns {Promise<{ pipe: Pipe, listen: (hear: (data: any) => void) => void }>}
 */
const framePipe = (window) =>
  new Promise((resolve) => {
    const hello = () => window.parent.postMessage({ gildong: 'hello' }, '*');
    const again = window.setInterval(hello, 1000);
    window.addEventListener('message', function answer(event) {
      if (event.source !== window.parent || event.data?.gildong !== 'port' || !event.ports[0]) return;
      window.removeEventListener('message', answer);
      window.clearInterval(again);
      const port = event.ports[0];
      resolve({ pipe: port, listen: (hear) => void (port.onmessage = (heard) => hear(heard.data)) });
    });
    hello();
  });

/**
 * A native web view: `bank` on Android (addWebMessageListener), a message handler named `bank` on iOS, which answers by
 * `window.gildongReceive(json)`.
 * @param {any} window
 */
const nativePipe = (window) => {
  const bridge = window.bank ?? window.webkit?.messageHandlers?.bank;
  return {
    pipe: { postMessage: (/** @type {any} */ message) => bridge?.postMessage(JSON.stringify(message)) },
    listen: (/** @type {(data: any) => void} */ hear) => {
      const receive = (/** @type {string} */ text) => hear(JSON.parse(text));
      if (window.bank) window.bank.onmessage = (/** @type {MessageEvent} */ event) => receive(event.data);
      else window.gildongReceive = receive;
    },
    silent: !bridge,
  };
};

/**
 * @param {{ pipe: Pipe, listen: (hear: (data: any) => void) => void, silent?: boolean }} line
 * @param {{ embedded: boolean, language: import('../types.js').Language | null }} about @returns {Host}
 */
const speak = ({ pipe, listen, silent = false }, about) => {
  /** @type {Map<string, (value: any) => void>} */
  const listeners = new Map();
  /** @type {Map<number, (token: string | null) => void>} */
  const asked = new Map();
  /** @type {{ kind: string, value: any }[] | null} what was said before anybody listened: that the window is open, say */
  let early = [];
  let number = 0;
  const pass = (/** @type {any} */ { kind, value }) => listeners.get(kind)?.(value);
  listen((data) => {
    if (data?.kind === 'token') asked.get(data.id)?.(typeof data.token === 'string' ? data.token : null);
    else if (early) early.push({ kind: data?.kind, value: data?.value });
    else pass(data ?? {});
  });
  const token = () =>
    new Promise((/** @type {(token: string | null) => void} */ resolve) => {
      if (silent) return resolve(null);
      const id = (number += 1);
      const settle = (/** @type {string | null} */ value) => void (asked.delete(id), resolve(value));
      asked.set(id, settle);
      setTimeout(() => settle(null), PATIENCE);
      pipe.postMessage({ kind: 'token?', id });
    });
  return {
    ...about,
    token,
    tell: (kind, value) => pipe.postMessage({ kind, value }),
    on: (kind, listener) => void listeners.set(kind, listener),
    /** From here on everybody listens who will. */
    begin: () => {
      early?.forEach(pass);
      early = null;
    },
  };
};
