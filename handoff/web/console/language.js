// @ts-check
import { signal } from "./html.js";
import { en as deskEn } from "./strings/en.js";
import { fa as deskFa } from "./strings/fa.js";
import { ko as deskKo } from "./strings/ko.js";
import { en as codesEn } from "./strings/codes/en.js";
import { fa as codesFa } from "./strings/codes/fa.js";
import { ko as codesKo } from "./strings/codes/ko.js";
import { en as reviewEn } from "./strings/review/en.js";
import { fa as reviewFa } from "./strings/review/fa.js";
import { ko as reviewKo } from "./strings/review/ko.js";

const en = { ...deskEn, ...codesEn, ...reviewEn };
const STRINGS = { ko: { ...deskKo, ...codesKo, ...reviewKo }, fa: { ...deskFa, ...codesFa, ...reviewFa }, en };
const KEY = "gildong.console.language";

/** @returns {import("./types").Language} */
function first() {
  const wanted = localStorage.getItem(KEY) ?? navigator.language.slice(0, 2);
  return wanted === "ko" || wanted === "fa" ? wanted : "en";
}

export const remembered = signal(first());

/** @param {import("./types").Language} language */
export function speak(language) {
  localStorage.setItem(KEY, language);
  remembered.value = language;
  document.documentElement.lang = language;
  document.documentElement.dir = language === "fa" ? "rtl" : "ltr";
}

/** @param {keyof typeof en} key @param {Record<string, string | number>} [values] */
export function t(key, values = {}) {
  const text = STRINGS[remembered.value][key] ?? en[key] ?? key;
  // Numbers are written in the language's digits; ids and names stay as they are.
  return text.replace(/\{(\w+)\}/g, (_, name) => (typeof values[name] === "number" ? digits(String(values[name])) : String(values[name] ?? "")));
}

/** A word of a closed list (a status, a step kind, a reason); an unknown one is shown as it is.
 * @param {string} group @param {string | null | undefined} word */
export function term(group, word) {
  if (!word) return "";
  const key = /** @type {keyof typeof en} */ (`${group}.${word}`);
  return key in en ? t(key) : word;
}

/** @param {any} error */
export function errorText(error) {
  if (error?.code === "already_claimed") return t("error.already_claimed", { name: error.data?.by?.name ?? error.data?.by ?? "" });
  const key = /** @type {keyof typeof en} */ (`error.${error?.code ?? "internal"}`);
  const reason = error?.body?.reason;
  if (`explain.${reason}` in en) return term("explain", reason);
  return (key in en ? t(key) : t("error.internal")) + (reason ? ` (${term("refusal", reason)})` : "");
}

/** @param {string} text */
export const digits = (text) =>
  remembered.value === "fa" ? text.replace(/\d/g, (d) => "۰۱۲۳۴۵۶۷۸۹"[Number(d)]) : text;

/** @param {string} at RFC 3339 */
export const clock = (at) =>
  new Intl.DateTimeFormat(remembered.value === "fa" ? "fa-IR" : remembered.value === "ko" ? "ko-KR" : "en-GB", {
    hour: "2-digit", minute: "2-digit",
  }).format(new Date(at));

/** @param {string} at RFC 3339 */
export const day = (at) =>
  new Intl.DateTimeFormat(remembered.value === "fa" ? "fa-IR" : remembered.value === "ko" ? "ko-KR" : "en-GB", {
    year: "numeric", month: "short", day: "numeric", hour: "2-digit", minute: "2-digit",
  }).format(new Date(at));

/** @param {string} since RFC 3339 @param {number} now milliseconds */
export function elapsed(since, now) {
  const seconds = Math.max(0, Math.floor((now - new Date(since).getTime()) / 1000));
  const [minutes, rest] = [Math.floor(seconds / 60), seconds % 60];
  return digits(`${minutes}:${String(rest).padStart(2, "0")}`);
}
