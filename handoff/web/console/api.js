// @ts-check
/** What the console asks of the server. */
import { call, post } from "../shared/staff_api.js";

export { login, logout, whoAmI } from "../shared/staff_api.js";

/** @param {string} language */
export const casesInReview = (language) => call(`/api/review?status=in_review&language=${language}`);

/** @param {string} caseId @param {string} language */
export const caseDetail = (caseId, language) => call(`/api/review/${caseId}?language=${language}`);

/** First the permission, which is written down, then what it is for.
 * @param {string} caseId @param {{field: string} | {evidence_id: string}} what @param {string} reason
 * @returns {Promise<{seconds: number, shown: any}>} */
export async function reveal(caseId, what, reason) {
  const path = `/api/review/${caseId}/reveal`;
  const { seconds } = await post(path, { ...what, reason });
  return { seconds, shown: await call(`${path}?${new URLSearchParams(what)}`) };
}

export const audit = async () => (await call("/api/audit")).entries;

/** @param {string} caseId @param {object} command */
export const commandCase = (caseId, command) => post(`/api/review/${caseId}/commands`, command);
