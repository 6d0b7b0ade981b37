// @ts-check
import { localeOf } from './digits.js';

/** @param {string} at @param {string} language @param {string} [zone] */
export const clockTime = (at, language, zone) => {
  const hour = language === 'ko' ? 'numeric' : '2-digit';
  return new Intl.DateTimeFormat(localeOf(language), { hour, minute: '2-digit', timeZone: zone }).format(new Date(at));
};

/** @param {string} at @param {string} language @param {string} [zone] */
export const longDate = (at, language, zone) =>
  new Intl.DateTimeFormat(localeOf(language), { dateStyle: 'long', timeZone: zone }).format(new Date(at));

/**
 * The day as people write it; Jalali in Persian. Weekday and date come from two formatters because `dateStyle: 'full'`
 * puts the parts in the wrong order in fa-IR.
 * @param {string} at @param {string} language @param {string} [zone]
 */
export const dayName = (at, language, zone) => {
  const long = longDate(at, language, zone);
  const weekday = new Intl.DateTimeFormat(localeOf(language), { weekday: 'long', timeZone: zone }).format(new Date(at));
  return language === 'ko' ? `${long} ${weekday}` : language === 'fa' ? `${weekday} ${long}` : `${weekday}, ${long}`;
};

/** Equal for two moments of one local day. @param {string} at @param {string} [zone] */
export const dayKey = (at, zone) => new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(new Date(at));
