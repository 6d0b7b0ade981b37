// @ts-check
/**
 * @typedef {import('../types.js').Ref} Ref
 * @typedef {{ current(): Promise<string | null>, forget(): void }} Token
 * @typedef {{ onProgress?: (share: number) => void, key?: string, body?: Blob | object, method?: string }} Request
 */

/** What the bank answered instead of what was asked; `code` names it. */
export class Refusal extends Error {
  /** @param {string} code @param {any} fields */
  constructor(code, fields) {
    super(code);
    this.code = code;
    this.fields = fields;
  }
}

const PATIENCE = 20000; // ms for something to look at
const UPLOADING = 120000; // ms for a photo over a weak line; the front door waits no longer either
/** What a proxy means that answers in its own words. @type {Record<number, string>} */
const SAID_BY_STATUS = { 413: 'too_large', 415: 'unsupported_type', 429: 'rate_limited' };

/** @param {number} status */
const codeOf = (status) => SAID_BY_STATUS[status] ?? (status >= 500 ? 'unavailable' : 'other');

/**
 * One request as XMLHttpRequest, because only that tells how much of a photo has left the phone.
 * @param {string} url @param {string | null} token @param {Request} request
 * @returns {Promise<{ status: number, body: any }>}
 */
const exchange = (url, token, { onProgress, key, body, method = 'GET' }) =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(method, url);
    request.timeout = method === 'GET' ? PATIENCE : UPLOADING;
    request.setRequestHeader('Authorization', `Bearer ${token ?? ''}`);
    if (key) request.setRequestHeader('Idempotency-Key', key);
    if (onProgress) request.upload.onprogress = (event) => onProgress(event.loaded / event.total);
    request.onload = () => resolve({ status: request.status, body: parsed(request.responseText) });
    request.onerror = request.ontimeout = () => reject(new Refusal('network', null));
    const raw = body instanceof Blob || body instanceof FormData;
    if (body instanceof Blob) request.setRequestHeader('Content-Type', body.type);
    else if (body && !raw) request.setRequestHeader('Content-Type', 'application/json');
    request.send(raw ? body : body ? JSON.stringify(body) : null);
  });

/** @param {string} text */
const parsed = (text) => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

/** The cards' way to the bank, beside the conversation and never through it. @param {string} base @param {Token} token */
export const openEvidence = (base, token) => {
  /** @param {string} path @param {Request} [request] */
  const call = async (path, request = {}) => {
    let answer = await exchange(base + path, await token.current(), request);
    if (answer.status === 401) {
      token.forget();
      answer = await exchange(base + path, await token.current(), request);
    }
    if (answer.status >= 400 || answer.body?.ok === false) {
      throw new Refusal(answer.body?.error ?? codeOf(answer.status), answer.body?.fields);
    }
    return answer.body?.data ?? answer.body;
  };
  /** @param {Ref} ref */
  const at = (ref) => `/evidence/${encodeURIComponent(ref.case_id)}/${encodeURIComponent(ref.step)}`;

  return {
    /** @param {Ref} ref @param {string} language */
    content: (ref, language) => call(`${at(ref)}?language=${language}`),
    /** @param {Ref} ref @param {Blob | object} body @param {{ key: string, onProgress?: (share: number) => void, language: string, query?: Record<string, string> }} how */
    submit: (ref, body, { language, query, ...how }) => call(`${at(ref)}?${new URLSearchParams({ language, ...query })}`, { ...how, body, method: 'POST' }),
    /** Something of the bank's before the customer hands in theirs: a challenge, a code, a partner's page. @param {Ref} ref @param {string} what @param {string} [language] */
    ask: (ref, what, language) => call(language ? `${at(ref)}?${new URLSearchParams({ language })}` : at(ref), { method: 'POST', key: crypto.randomUUID(), body: { ask: what } }),
    /** @param {Ref} ref */
    alternative: (ref) => call(`${at(ref)}/alternative`, { method: 'POST', body: {} }),
    /** Digits by which a branch finds this customer's application. @returns {Promise<{ code: string, until: string }>} */
    branchCode: () => call('/branch/code', { method: 'POST', body: {} }),
    /** A person, after a decline that no person has made. @param {string} caseId */
    review: (caseId) => call(`/evidence/${encodeURIComponent(caseId)}/review-request`, { method: 'POST', body: {} }),
    /** @param {string} language */
    consents: (language) => call(`/consents?language=${language}`),
    /** @param {string} item */
    withdraw: (item) => call(`/consents/${encodeURIComponent(item)}/withdraw`, { method: 'POST', body: {} }),
    /** A person is asked to delete everything. */
    askForDeletion: () => call('/consents/deletion', { method: 'POST', body: {} }),
  };
};
