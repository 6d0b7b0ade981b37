// @ts-check
/** Where the tablet stands. Everything is in memory: what is dropped here is gone from the tablet. */
import { signal } from '../vendor/signals.js';
import { directionOf } from '../shared/digits.js';
import { isLanguage } from '../widget/strings/strings.js';
import * as api from './api.js';
import { errorText } from './language.js';

/**
 * @typedef {import('../types.js').Language} Language
 * @typedef {{ screen: 'loading' | 'sign_in' | 'home' | 'visit' | 'customer' | 'thanks', language: Language, me: any, visit: any, case: any,
 *   held: { token: string, case_id: string, until: string } | null, notice: { text: string, bad: boolean } | null }} State
 */

const KEY = 'gildong.branch.language'; // of the staff at this tablet; nothing of a customer is ever stored
const NOBODY = { me: null, visit: null, case: null, held: null };

/** @returns {Language} */
const first = () => {
  const wanted = localStorage.getItem(KEY) ?? navigator.language.slice(0, 2);
  return isLanguage(wanted) ? wanted : 'en';
};

export const state = signal(/** @type {State} */ ({ screen: 'loading', language: first(), ...NOBODY, notice: null }));

/** @param {Partial<State>} next */
const set = (next) => void (state.value = { ...state.value, ...next });

/** @param {Language} language */
export const speak = (language) => {
  document.documentElement.lang = language;
  document.documentElement.dir = directionOf(language);
  set({ language });
};

/** @param {Language} language */
export const chooseLanguage = (language) => {
  localStorage.setItem(KEY, language);
  speak(language);
  if (state.value.visit) void look();
};

/** @param {string} text @param {boolean} [bad] */
export const tell = (text, bad = false) => {
  set({ notice: { text, bad } });
  setTimeout(() => state.value.notice?.text === text && set({ notice: null }), 7000);
};

/** Runs a wish; a refusal is told, and a session that has ended leads to the sign-in. @template T @param {() => Promise<T>} wish @returns {Promise<T | undefined>} */
export const attempt = async (wish) => {
  try {
    return await wish();
  } catch (error) {
    const { code } = /** @type {any} */ (error);
    if (code === 'signed_out') set({ screen: 'sign_in', ...NOBODY });
    tell(errorText(state.value.language, error), true);
    return undefined;
  }
};

export const begin = async () => {
  const me = await api.whoAmI().catch(() => null);
  if (!me) return set({ screen: 'sign_in', ...NOBODY });
  set({ me });
  await look();
};

/** @param {string} username @param {string} password */
export const signIn = async (username, password) => {
  set({ me: await api.login(username, password) });
  await look();
};

/** Not before the server has heard it: a tablet that only looks signed out is one that anybody may reload. */
export const signOut = () =>
  attempt(async () => {
    await api.logout();
    set({ screen: 'sign_in', ...NOBODY });
  });

/** The visit that is open, if there is one. */
export const look = () =>
  attempt(async () => {
    const found = await api.openVisit(state.value.language);
    shown(found);
  });

/** @param {{ visit: any, case: any }} opened */
export const shown = (opened) => set({ visit: opened.visit, case: opened.case, screen: opened.visit ? 'visit' : 'home' });

/** From here on the tablet belongs to the customer: nothing of the staff is left on it. */
export const handOver = () =>
  attempt(async () => {
    const { visit, case: of } = state.value;
    const held = await api.handOver(visit.id);
    set({ ...NOBODY, held, screen: 'customer' });
    speak(of.language);
  });

/** By the customer, or by time; a late answer to a tablet that has moved on changes nothing. @param {State['held']} held */
export const giveBack = async (held) => {
  if (!held || held !== state.value.held) return;
  set({ ...NOBODY, screen: 'thanks' });
  await api.done(held.token, held.case_id).catch(() => {});
};

export const toSignIn = () => {
  set({ screen: 'sign_in', ...NOBODY });
  speak(first());
};

/** @param {boolean} seen @param {string} reason */
export const report = (seen, reason) =>
  attempt(async () => {
    const reported = await api.report(state.value.visit.id, seen, reason, state.value.language);
    set({ visit: null, case: null, screen: 'home' });
    return reported.case;
  });

export const end = () =>
  attempt(async () => {
    await api.end(state.value.visit.id);
    set({ visit: null, case: null, screen: 'home' });
  });
