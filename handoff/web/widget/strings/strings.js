// @ts-check
import { localNumber } from '../../shared/digits.js';
import en from './en.js';
import fa from './fa.js';
import ko from './ko.js';

/** @typedef {import('../../types.js').Language} Language @typedef {keyof typeof en} Key */

/** @type {Record<Language, typeof en>} */
export const STRINGS = { ko, fa, en };

/** Each language in its own words. @type {Record<Language, string>} */
export const LANGUAGES = { ko: '한국어', fa: 'فارسی', en: 'English' };

/** @param {unknown} value @returns {value is Language} */
export const isLanguage = (value) => typeof value === 'string' && value in STRINGS;

/**
 * A sentence with its places filled; numbers in the digits of the language.
 * @param {Language} language @param {Key} key @param {Record<string, string | number>} [params]
 */
export const say = (language, key, params = {}) =>
  STRINGS[language][key].replace(/\{(\w+)\}/g, (_, name) => {
    const value = params[name] ?? '';
    if (typeof value === 'number') return localNumber(value, language);
    return language === 'fa' ? `\u2068${value}\u2069` : value; // a Latin name must not turn the sentence around
  });

/**
 * The key made of a family and a member, or the family's fallback.
 * @template {Key | null} Fallback
 * @param {string} family @param {string} member @param {Fallback} fallback @returns {Key | Fallback}
 */
export const keyOf = (family, member, fallback) => {
  const key = `${family}_${member}`;
  return key in en ? /** @type {Key} */ (key) : fallback;
};
