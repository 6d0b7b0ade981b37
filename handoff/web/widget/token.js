// @ts-check
const SHORTEST = 5000; // ms; a token that lives shorter than this would be renewed without pause

/** The lifetime a token gives itself; both ends are the bank's clock, so a wrong clock on the phone changes nothing. @param {string} token */
const lifetime = (token) => {
  try {
    const claims = JSON.parse(atob(token.split('.')[1].replace(/-/g, '+').replace(/_/g, '/')));
    return claims.exp && claims.iat ? (claims.exp - claims.iat) * 1000 : 240000;
  } catch {
    return 240000;
  }
};

/**
 * The bank's token for this customer: only in memory, asked for again when three quarters of its life are over.
 * @param {() => Promise<string | null>} ask @param {() => number} [now] milliseconds that only run forward
 */
export const keepToken = (ask, now = () => performance.now()) => {
  /** @type {string | null} */
  let token = null;
  let due = 0;
  /** @type {Promise<string | null> | null} */
  let asking = null;

  const renew = () => {
    asking ??= ask().then((fresh) => {
      asking = null;
      token = fresh;
      due = now() + (fresh ? Math.max(SHORTEST, lifetime(fresh) * 0.75) : 0);
      return fresh;
    });
    return asking;
  };
  return {
    renew,
    current: () => (token && now() < due ? Promise.resolve(token) : renew()),
    forget: () => void (token = null),
    /** Milliseconds until it should be renewed. */
    left: () => Math.max(0, due - now()),
  };
};
