// @ts-check
/** @typedef {import('../../types.js').Log} Log @typedef {import('../../types.js').Message} Message */

/** @type {Log} messages without a gap, and those that came ahead of a missing one */
export const emptyLog = { messages: [], ahead: [] };

/** The seq up to which nothing is missing. @param {Log} log */
export const lastSeq = (log) => log.messages.at(-1)?.seq ?? 0;

/** True while a message before one that has arrived is missing. @param {Log} log */
export const hasGap = (log) => log.ahead.length > 0;

/**
 * The log with one more message. What is known already changes nothing; what comes too early waits outside, so that
 * order on the screen is the order of `seq` and of nothing else.
 * @param {Log} log @param {Message} message @returns {Log}
 */
export const append = (log, message) => {
  if (message.seq <= lastSeq(log) || log.ahead.some((early) => early.seq === message.seq)) return log;
  const ahead = [...log.ahead, message].sort((a, b) => a.seq - b.seq);
  const messages = [...log.messages];
  while (ahead.length > 0 && ahead[0].seq === (messages.at(-1)?.seq ?? 0) + 1) {
    messages.push(/** @type {Message} */ (ahead.shift()));
  }
  return { messages, ahead };
};
