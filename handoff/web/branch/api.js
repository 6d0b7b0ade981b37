// @ts-check
import { call, post } from '../shared/staff_api.js';

export { login, logout, whoAmI } from '../shared/staff_api.js';

/** @typedef {{ reference: string } | { customer: string }} Named */

/** @param {string} language */
export const openVisit = (language) => call(`/api/branch/visit?language=${language}`);

/** @param {string} code @param {string} language */
export const pair = (code, language) => post(`/api/branch/pair?language=${language}`, { code });

/** @param {Named} named @param {string} reason @param {string} language */
export const find = (named, reason, language) => post(`/api/branch/find?language=${language}`, { ...named, reason });

/** @param {Named} named @param {string} reason @param {string} language */
export const open = (named, reason, language) => post(`/api/branch/visits?language=${language}`, { ...named, reason });

/** @param {string} visit @returns {Promise<{ token: string, case_id: string, until: string }>} */
export const handOver = (visit) => post(`/api/branch/visits/${visit}/hand-over`, {});

/** @param {string} visit @param {boolean} seen @param {string} reason @param {string} language */
export const report = (visit, seen, reason, language) => post(`/api/branch/visits/${visit}/report?language=${language}`, { seen, reason });

/** @param {string} visit */
export const end = (visit) => post(`/api/branch/visits/${visit}/end`, {});

/** As the customer who holds the tablet. @param {string} token @param {string} caseId */
export const journey = (token, caseId) => call(`/branch/tablet/${caseId}`, { headers: { authorization: `Bearer ${token}` } });

/** @param {string} token @param {string} caseId */
export const done = (token, caseId) => call(`/branch/tablet/${caseId}/done`, { method: 'POST', headers: { authorization: `Bearer ${token}` } });
