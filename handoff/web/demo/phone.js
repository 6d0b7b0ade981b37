// @ts-check
// The customer's phone and bank statement, where both are stand-ins: in production this page does not exist.

const EVERY = 2000; // ms

/** @typedef {{ kind: 'text' | 'statement', to: string, text: string, at: string }} Arrived */

/** @param {{ token: () => Promise<string | null>, text: (key: string) => string, now: () => string }} page */
export const showArrived = ({ token, text, now }) => {
  const box = /** @type {HTMLElement} */ (document.getElementById('phone'));
  const list = /** @type {HTMLElement} */ (document.getElementById('arrived'));
  let held = /** @type {string | null} */ (null);
  let shown = '';

  const look = async () => {
    if (document.hidden) return;
    held ??= await token();
    const answer = await fetch('/dev/texts', { headers: { Authorization: `Bearer ${held}` } });
    if (answer.status === 401) held = null; // it holds for minutes; the next look has a fresh one
    if (!answer.ok) return;
    const arrived = /** @type {Arrived[]} */ ((await answer.json()).data);
    const state = `${now()}${JSON.stringify(arrived)}`;
    if (state === shown) return;
    shown = state;
    box.hidden = arrived.length === 0;
    list.replaceChildren(...arrived.map((each) => entry(each, text)));
  };
  setInterval(() => look().catch(() => undefined), EVERY);
};

/** @param {Arrived} arrived @param {(key: string) => string} text */
const entry = (arrived, text) => {
  const item = document.createElement('li');
  const head = document.createElement('span');
  const to = document.createElement('bdi');
  const words = document.createElement('p');
  to.dir = 'ltr';
  to.textContent = arrived.to;
  head.append(`${text(arrived.kind === 'text' ? 'phone_text' : 'phone_statement')} `, to);
  words.dir = 'auto';
  words.textContent = arrived.text;
  item.append(head, words);
  return item;
};
