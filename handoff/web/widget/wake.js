// @ts-check
/**
 * A phone that comes out of a pocket must be current at once, whatever its timers did in the dark.
 * @param {() => void} wake @param {() => void} sleep when the device says that its network is gone
 */
export const onWake = (wake, sleep) => {
  for (const sign of ['online', 'pageshow', 'focus']) addEventListener(sign, wake);
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && wake());
  addEventListener('offline', sleep);
};
