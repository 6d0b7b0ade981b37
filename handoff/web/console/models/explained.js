// @ts-check
/**
 * What the customer was told about their data.
 * @typedef {import("../types").Explained} Explained
 * @typedef {{ key: string, response: string | null, topics: { question: string, items: string[] }[], release: string, at: string, times: number }} Told
 */

/** @param {import("../types").Message} message @returns {Explained | null} null when the message explains nothing */
export function explainedBy({ seq, at, language, staff }) {
  if (!staff?.explains && !staff?.facts?.length) return null;
  return { seq, at, language, response: staff.response ?? null, release: staff.release ?? null, facts: staff.facts ?? [] };
}

/** The questions answered, each with the items it was about: from keys such as `kr.kept.selfie`. @param {string[]} facts */
function topicsOf(facts) {
  /** @type {Map<string, string[]>} */
  const items = new Map();
  for (const [, question, item] of facts.map((fact) => fact.split("."))) {
    items.set(question, [...(items.get(question) ?? []), ...(item ? [item] : [])]);
  }
  return [...items].map(([question, of]) => ({ question, items: of }));
}

/** A model's id is long; its beginning and what stands for the bank's texts tell releases apart. @param {string | null} release */
const short = (release) => (release ?? "").replace(/^([^+]{8})[^+]*/, "$1");

/** What was told more than once in the same words is one line; the newest first. @param {Explained[]} explained @returns {Told[]} */
export function told(explained) {
  /** @type {Map<string, Told>} */
  const lines = new Map();
  for (const { response, release, facts, language, at } of explained) {
    const key = [response, release, language, ...facts].join(" ");
    const times = (lines.get(key)?.times ?? 0) + 1;
    lines.delete(key);
    lines.set(key, { key, response, topics: topicsOf(facts), release: short(release), at, times });
  }
  return [...lines.values()].reverse();
}
