// @ts-check
import { signal } from '../vendor/signals.js';
import { openEvidence } from '../widget/evidence.js';
import { newer } from '../widget/models/journey.js';
import { say } from '../widget/strings/strings.js';
import * as api from './api.js';

const NOTHING_SAID = { messages: [] };

/**
 * What the chat's cards need of a chat, without the chat: the case, the language, and the way to the bank. The token of the
 * tablet is the only key, and it opens this one case.
 * @param {{ token: string, case_id: string }} held @param {() => import('../types.js').Language} language @param {() => void} lost
 */
export const customerApp = (held, language, lost) => {
  const journey = signal(/** @type {import('../types.js').Journey | null} */ (null));
  const evidence = openEvidence(location.origin, { current: () => Promise.resolve(held.token), forget: lost });
  /** @param {import('../types.js').Journey | null | undefined} heard */
  const hearJourney = (heard) => void (heard && (journey.value = newer(journey.value, heard)));
  const look = () =>
    api.journey(held.token, held.case_id).then(hearJourney, (error) => void ([401, 404].includes(error.status) && lost()));
  const app = {
    conversation: { get value() { return { language: language(), journey: journey.value, log: NOTHING_SAID }; } },
    evidence,
    hearJourney,
    active: () => {},
    write: null, // there is nobody here to write to
    /** @param {any} key @param {any} [params] */
    text: (key, params) => say(language(), key, params),
  };
  return { app: /** @type {any} */ (app), journey, look };
};
