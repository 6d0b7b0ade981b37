// @ts-check
/** HTTP calls of staff. The session is a cookie; what changes something carries the CSRF token. */

let csrf = '';

export class ApiError extends Error {
  /** @param {string} code @param {number} status @param {Record<string, any>} body */
  constructor(code, status, body) {
    super(code);
    this.code = code;
    this.status = status;
    this.body = body;
  }
}

/** @param {string} path @param {RequestInit} [init] */
export async function call(path, init) {
  const response = await fetch(path, { credentials: 'same-origin', ...init }).catch(() => {
    throw new ApiError('offline', 0, {});
  });
  if (response.headers.get('content-type')?.startsWith('image/')) return response.blob();
  const body = await response.json().catch(() => ({}));
  if (!response.ok || body.ok === false) throw new ApiError(body.error ?? 'internal', response.status, body);
  return body.data ?? body;
}

/** @param {string} path @param {object} body */
export const post = (path, body) =>
  call(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-csrf-token': csrf },
    body: JSON.stringify(body),
  });

export async function whoAmI() {
  const me = await call('/api/me');
  csrf = me.csrf;
  return me.user;
}

/** @param {string} username @param {string} password */
export async function login(username, password) {
  await post('/api/login', { username, password });
  return whoAmI();
}

export const logout = () => post('/api/logout', {});
