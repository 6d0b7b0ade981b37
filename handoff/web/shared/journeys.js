// @ts-check
import { localeOf } from './digits.js';

const COUNTRY = /^[a-z]{2}$/i;
const ABROAD = { ko: '해외', fa: 'بین‌المللی', en: 'International' };

/**
 * A journey as staff call it: by its country, so that one that a bank adds needs no words of ours. What is no country's
 * is shown by the bank's own name for it.
 * @param {string} journey @param {import('../types.js').Language} language
 */
export const journeyName = (journey, language) => {
  if (journey === 'intl') return ABROAD[language];
  if (!COUNTRY.test(journey)) return journey;
  const named = new Intl.DisplayNames([localeOf(language)], { type: 'region', fallback: 'code' });
  return named.of(journey.toUpperCase()) ?? journey;
};
