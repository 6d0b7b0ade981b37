// @ts-check
/** @typedef {import('../../types.js').Journey} Journey @typedef {import('../../types.js').Step} Step */

/** The newer of two copies of one case; a copy of another case replaces. @param {Journey | null} known @param {Journey | null} heard */
export const newer = (known, heard) => {
  if (!known || !heard || known.case_id !== heard.case_id) return heard ?? known;
  return heard.version >= known.version ? heard : known;
};

const ENDED = ['approved', 'declined', 'canceled', 'expired', 'abandoned', 'redacted'];

/** The steps that there are to do, or were: what another way has replaced is none of them. @param {Journey} journey */
export const counted = ({ steps }) => steps.filter((step) => step.state !== 'replaced');

/**
 * Where the customer stands, by the case alone: step n of N and the minutes that are left.
 * @param {Journey | null} journey
 */
export const progress = (journey) => {
  if (!journey || journey.steps.length === 0) return null;
  const steps = counted(journey);
  const index = steps.findIndex((step) => step.id === journey.current);
  const open = journey.steps.filter((step) => ['waiting', 'current', 'failed'].includes(step.state));
  return {
    total: steps.length,
    number: index < 0 ? steps.length : index + 1,
    step: index < 0 ? null : steps[index],
    minutes: open.reduce((sum, step) => sum + (step.minutes ?? 0), 0),
    status: journey.status,
    ended: ENDED.includes(journey.status),
  };
};

/** @param {Journey | null} journey @param {string | undefined} id @returns {Step | null} */
export const stepOf = (journey, id) => journey?.steps.find((step) => step.id === id) ?? null;

/**
 * What has become of the step that a card belongs to.
 * @param {Journey | null} journey @param {{ case_id: string, step: string } | null | undefined} ref
 * @returns {Step['state'] | 'gone'}
 */
export const stateOf = (journey, ref) => {
  if (!journey || !ref || journey.case_id !== ref.case_id) return 'gone';
  if (journey.current === ref.step) return 'current';
  return stepOf(journey, ref.step)?.state ?? 'gone';
};
