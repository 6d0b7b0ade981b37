// @ts-check
/** @typedef {import('../../types.js').CardContent} CardContent @typedef {import('../../types.js').Field} Field */

const KEYBOARDS = { digits: 'numeric', tel: 'tel', date: 'numeric', email: 'email' };
const LEFT_TO_RIGHT = ['digits', 'tel', 'date', 'code', 'email'];

/** The keyboard that a phone should offer. @param {Field} field */
export const keyboardOf = (field) => field.inputmode ?? KEYBOARDS[/** @type {keyof typeof KEYBOARDS} */ (field.kind)] ?? 'text';

/** Codes and numbers are read from left to right in every language. @param {Field} field */
export const directionOfField = (field) => (LEFT_TO_RIGHT.includes(field.kind) ? 'ltr' : 'auto');

/** A card as the server tells it, with nothing left undefined that the views go through. @param {any} told @returns {CardContent} */
export const readContent = (told) => ({
  ...told,
  consents: told.consents ?? [],
  fields: (told.fields ?? []).map((/** @type {any} */ field) => ({ ...field, required: field.required ?? true })),
  documents: told.documents ?? [],
  attempts_left: told.attempts_left ?? null,
  alternative: told.alternative ?? null,
  limits: told.limits ?? {},
});

/** What the customer decides on; what rests on a law is only told. @param {CardContent} content */
export const decidable = ({ consents }) => consents.filter((one) => one.basis !== 'statute');

/** Required items that are not ticked. @param {CardContent} content @param {Record<string, boolean>} ticked */
export const missingConsents = (content, ticked) =>
  decidable(content).filter((one) => one.required && !ticked[one.item]).map((one) => one.item);

/** Fields that are empty though they must not be. @param {Field[]} fields @param {Record<string, string>} typed */
export const emptyFields = (fields, typed) => fields.filter((one) => one.required && !typed[one.name]?.trim()).map((one) => one.name);
