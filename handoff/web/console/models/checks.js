// @ts-check
/** What a check found, as staff read it. */

// The unit of these is a distance or likeness: little is good. Of all others, much is.
const SMALL_IS_GOOD = ["face_match", "liveness_frontal", "liveness_flat", "liveness_person", "liveness_copies", "liveness_mirrored"];

/** @param {{check: string, score: number | null, threshold: number | null}} finding @returns {"checks.at_most" | "checks.at_least" | "checks.score" | null} */
export function measureKey({ check, score, threshold }) {
  if (score === null) return null;
  if (threshold === null) return "checks.score";
  return SMALL_IS_GOOD.includes(check) ? "checks.at_most" : "checks.at_least";
}

/** @param {number} value */
export const rounded = (value) => String(Math.round(value * 1000) / 1000);

/** What became of an item of the consent card; what rests on a law is told and not asked.
 * @param {{given: boolean, basis?: string, withdrawn_at?: string | null}} consent
 * @returns {"case.told" | "case.unused" | "case.withdrawn" | "case.given" | "case.refused"} */
export function standing({ given, basis, withdrawn_at }) {
  if (basis === "statute") return given ? "case.told" : "case.unused";
  if (withdrawn_at) return "case.withdrawn";
  return given ? "case.given" : "case.refused";
}

/** By the clock and not by counting: a page in the background, or on a machine that slept, ticks late or not at all.
 * @param {number} until @param {number} now both in milliseconds */
export const secondsLeft = (until, now) => Math.max(0, Math.ceil((until - now) / 1000));

/** @typedef {{overdue: boolean, review_asked: boolean, proposed_by: string | null}} Row @typedef {"all" | "overdue" | "asked" | "second"} Kind */

/** @type {Record<Kind, (row: Row) => boolean>} */
const IS = {
  all: () => true,
  overdue: (row) => row.overdue,
  asked: (row) => row.review_asked,
  second: (row) => row.proposed_by !== null,
};
export const KINDS = /** @type {Kind[]} */ (Object.keys(IS));

/** @template {Row} T @param {T[]} rows @param {Kind} kind */
export const ofKind = (rows, kind) => rows.filter(IS[kind]);

/** What this person's decision would be: alone, the first of two, or the second who agrees.
 * @param {{eyes: number, proposal: {by: string, decision: string} | null}} detail @param {string} me @param {string} decision
 * @returns {"only" | "first" | "second" | "own"} */
export function partOf({ eyes, proposal }, me, decision) {
  if (eyes < 2) return "only";
  if (proposal?.decision !== decision) return "first";
  return proposal.by === me ? "own" : "second";
}
