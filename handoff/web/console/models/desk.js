// @ts-check
import { explainedBy } from "./explained.js";

/**
 * The desk as a pure reducer: a snapshot plus events equals a fresh snapshot.
 * @typedef {import("../types").Desk} Desk
 * @typedef {import("../types").QueueItem} QueueItem
 * @typedef {import("../types").OpenConversation} OpenConversation
 */

/** @type {Desk} */
export const EMPTY_DESK = { me: null, queue: [], presence: [], open: {} };

/** @param {QueueItem[]} queue @param {QueueItem} item */
const upsert = (queue, item) => [...queue.filter((one) => one.conversation_id !== item.conversation_id), item];

/** @param {Desk} desk @param {string} id @param {(conversation: OpenConversation) => OpenConversation} change */
function change(desk, id, change) {
  const conversation = desk.open[id];
  return conversation ? { ...desk, open: { ...desk.open, [id]: change(conversation) } } : desk;
}

/** @template {{seq?: number, number?: number}} T @param {T[]} list @param {T} entry @param {"seq" | "number"} key */
function insert(list, entry, key) {
  if (list.some((one) => one[key] === entry[key])) return list;
  return [...list, entry].sort((a, b) => Number(a[key]) - Number(b[key]));
}

/** @type {Record<string, (desk: Desk, payload: any) => Desk>} */
const REACTIONS = {
  snapshot: (desk, { me, queue, mine, presence }) => ({
    ...desk, me, presence: presence ?? [], queue: [...mine, ...queue.filter((/** @type {QueueItem} */ q) => !mine.some((/** @type {QueueItem} */ m) => m.conversation_id === q.conversation_id))],
  }),
  queue: (desk, { items, item, removed }) => {
    if (items) return { ...desk, queue: items };
    if (removed) return { ...desk, queue: desk.queue.filter((one) => one.handoff_id !== removed && one.conversation_id !== removed) };
    return { ...desk, queue: upsert(desk.queue, item) };
  },
  presence: (desk, { items }) => ({ ...desk, presence: items }),
  message: (desk, { conversation_id, message }) =>
    change(desk, conversation_id, (c) => {
      const explained = explainedBy(message);
      return {
        ...c, messages: insert(c.messages, message, "seq"), typing: false,
        explained: explained ? insert(c.explained ?? [], explained, "seq") : c.explained,
      };
    }),
  staff: (desk, { conversation_id, entry }) =>
    change(desk, conversation_id, (c) => ({ ...c, staff: insert(c.staff, entry, "number") })),
  owner: (desk, { conversation_id, owner, epoch }) =>
    change(desk, conversation_id, (c) => (epoch >= c.epoch ? { ...c, owner, epoch } : c)),
  handoff: (desk, { conversation_id, handoff }) => change(desk, conversation_id, (c) => ({ ...c, handoff })),
  journey: (desk, { conversation_id, journey }) => change(desk, conversation_id, (c) => ({ ...c, journey })),
  typing: (desk, { conversation_id, who, on }) =>
    change(desk, conversation_id, (c) => (who === "customer" ? { ...c, typing: on } : c)),
  receipt: (desk, { conversation_id, reader, seq }) =>
    change(desk, conversation_id, (c) => (reader === "customer" ? { ...c, read_by_customer: Math.max(seq, c.read_by_customer ?? 0) } : c)),
};

/** @param {Desk} desk @param {string} event @param {any} payload @returns {Desk} */
export const react = (desk, event, payload) => REACTIONS[event]?.(desk, payload) ?? desk;

/** @param {Desk} desk @param {OpenConversation} detail @returns {Desk} */
export const opened = (desk, detail) => ({
  ...desk, open: { ...desk.open, [detail.conversation_id]: { ...detail, typing: false } },
});

/** @param {Desk} desk @param {string} id @param {import("../types").Message[]} older @returns {Desk} */
export const withHistory = (desk, id, older) =>
  change(desk, id, (c) => ({ ...c, messages: older.reduce((all, m) => insert(all, m, "seq"), c.messages) }));

const PRIORITY = { urgent: 0, high: 1, normal: 2, low: 3 };

/** @param {Desk} desk First come, first served, within a priority. */
export const waiting = (desk) =>
  desk.queue
    .filter((item) => item.state === "waiting" || item.state === "offered")
    .sort((a, b) => (PRIORITY[a.priority] ?? 2) - (PRIORITY[b.priority] ?? 2) || a.requested_at.localeCompare(b.requested_at));

/** @param {Desk} desk */
export const mine = (desk) => desk.queue.filter((item) => item.state === "active" && item.agent?.id === desk.me?.id);

/** @param {Desk} desk */
export const others = (desk) => desk.queue.filter((item) => item.state === "active" && item.agent?.id !== desk.me?.id);
