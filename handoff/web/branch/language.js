// @ts-check
import { localNumber } from '../shared/digits.js';
import en from './strings/en.js';
import fa from './strings/fa.js';
import ko from './strings/ko.js';

const STRINGS = { ko, fa, en };

/** @typedef {keyof typeof en} Key @typedef {import('../types.js').Language} Language */

/** @param {Language} language @param {Key} key @param {Record<string, string | number>} [params] */
export const say = (language, key, params = {}) =>
  STRINGS[language][key].replace(/\{(\w+)\}/g, (_, name) => {
    const value = params[name] ?? '';
    return typeof value === 'number' ? localNumber(value, language) : value;
  });

/** @param {Language} language @param {any} error */
export const errorText = (language, error) => {
  const reason = error?.body?.reason ?? error?.body?.data?.reason;
  const keys = [`refusal_${reason}`, `error_${error?.code}`, 'error_internal'];
  return say(language, /** @type {Key} */ (keys.find((key) => key in en)));
};
