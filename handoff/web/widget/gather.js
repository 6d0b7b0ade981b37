// @ts-check
const MOMENT = 20; // ms; a replay comes in hundreds of frames and would draw the list anew for each of them

/**
 * What comes in quick succession is handed on together, in order.
 * @template T @param {(all: T[]) => void} use @returns {(one: T) => void}
 */
export const gather = (use) => {
  /** @type {T[]} */
  let waiting = [];
  return (one) => {
    waiting.push(one);
    if (waiting.length > 1) return;
    setTimeout(() => {
      const all = waiting;
      waiting = [];
      use(all);
    }, MOMENT);
  };
};
