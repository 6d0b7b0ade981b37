// @ts-check
const ZEROS = [0x0660, 0x06f0, 0xff10]; // Arabic, Persian, full-width

/** Digits of any script a customer may type, as 0-9. @param {string} text */
export const latinDigits = (text) =>
  text.replace(/[\u0660-\u0669\u06f0-\u06f9\uff10-\uff19]/g, (digit) => {
    const code = digit.charCodeAt(0);
    const zero = /** @type {number} */ (ZEROS.find((start) => code >= start && code < start + 10));
    return String(code - zero);
  });

/** Digits in a text that is no quantity (a phone number's end), as the language writes them. @param {string} text @param {string} language */
export const localDigits = (text, language) => (language === 'fa' ? text.replace(/\d/g, (digit) => String.fromCharCode(0x06f0 + Number(digit))) : text);

/** A number as it is written in the language. @param {number} number @param {string} language */
export const localNumber = (number, language) => new Intl.NumberFormat(localeOf(language)).format(number);

/** @param {string} language */
export const localeOf = (language) => ({ ko: 'ko-KR', fa: 'fa-IR', en: 'en-GB' })[language] ?? 'en-GB';

/** @param {string} language @returns {'rtl' | 'ltr'} */
export const directionOf = (language) => (language === 'fa' ? 'rtl' : 'ltr');
