// @ts-check
import { useRef, useState } from '../../vendor/hooks.js';
import { keyOf } from '../strings/strings.js';

/**
 * @typedef {import('../../types.js').Outcome} Outcome
 * @typedef {{ busy: boolean, share: number, outcome: Outcome | null, problem: import('../strings/strings.js').Key | null, fields: Record<string, string>,
 *   send: (body: Blob | object, query?: Record<string, string>) => Promise<boolean>, clear: () => void, tell: (outcome: Outcome) => void }} Submission
 */

// The bank may have received it or not: the same key again is safe, a new one would count as another attempt.
const UNSETTLED = ['network', 'unavailable', 'interrupted', 'internal', 'rate_limited'];

/** What kept something from the bank, in the words of the chat. @param {any} refusal @returns {import('../strings/strings.js').Key} */
export const problemOf = ({ code }) => (['network', 'interrupted'].includes(code) ? 'network_failed' : keyOf('error', code ?? '', 'error_other'));

/** A photo that was too much for the line or for the bank goes out smaller. @param {Pick<Submission, 'problem'>} submission */
export const wantsLess = ({ problem }) => problem === 'network_failed' || problem === 'error_too_large';

/** @param {unknown} fields a server may name the fields only */
const asRecord = (fields) => (fields && typeof fields === 'object' && !Array.isArray(fields) ? /** @type {Record<string, string>} */ (fields) : {});

/**
 * Sending a card's content. The key stays the same until the bank has answered, so that a try that was received but not
 * answered is not counted twice.
 * @param {import('../app.js').App} app @param {import('../../types.js').Ref} at
 * @param {() => void} reload what the card shows: it is different after a consent, and after its text was renewed
 * @returns {Submission}
 */
export const useSubmission = (app, at, reload) => {
  const key = useRef(/** @type {string | null} */ (null));
  const sending = useRef(false);
  const [state, setState] = useState({ busy: false, share: 0, outcome: /** @type {Outcome | null} */ (null), problem: /** @type {Submission['problem']} */ (null), fields: /** @type {Record<string, string>} */ ({}) });
  /** @param {Partial<typeof state>} change */
  const change = (change) => setState((before) => ({ ...before, ...change }));

  /** @param {any} refusal */
  const refused = (refusal) => {
    if (!UNSETTLED.includes(refusal.code)) key.current = null;
    if (['release_changed', 'consent_missing'].includes(refusal.code)) reload();
    change({ busy: false, problem: problemOf(refusal), fields: asRecord(refusal.fields) });
    return false;
  };
  /** @param {Outcome} outcome */
  const answered = (outcome) => {
    key.current = null;
    const passed = ['passed', 'received', 'declined'].includes(outcome.result);
    const silent = passed || outcome.result === 'sent';
    change({ busy: false, outcome: silent ? null : outcome, fields: asRecord(outcome.fields) });
    app.hearJourney(outcome.journey);
    if (passed || outcome.result === 'sent') reload();
    return passed;
  };
  /** @param {Blob | object} body @param {Record<string, string>} [query] what a picture cannot say itself */
  const send = async (body, query) => {
    if (sending.current) return false;
    sending.current = true;
    key.current ??= crypto.randomUUID();
    change({ busy: true, share: 0, problem: null });
    const how = { query, key: key.current, language: app.conversation.value.language, onProgress: (/** @type {number} */ share) => change({ share }) };
    const passed = await app.evidence.submit(at, body, how).then(answered, refused);
    sending.current = false;
    return passed;
  };
  const clear = () => {
    key.current = null;
    change({ outcome: null, problem: null, fields: {} });
  };
  /** What came of something that was asked for beside it. @param {Outcome} outcome */
  const tell = (outcome) => void answered(outcome);
  return { ...state, send, clear, tell };
};
