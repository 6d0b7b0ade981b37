// @ts-check
/** What the screens read, and the few things they may do. */
import { signal } from "./html.js";
import * as api from "./api.js";
import { EMPTY_DESK, opened, react, withHistory } from "./models/desk.js";
import { openDesk } from "./socket.js";
import { errorText } from "./language.js";

export const me = signal(/** @type {import("./types").Me | null | undefined} */ (undefined));
export const desk = signal(EMPTY_DESK);
export const line = signal(/** @type {"online" | "offline" | "signed_out"} */ ("offline"));
export const selected = signal(/** @type {string | null} */ (null));
export const tab = signal(/** @type {"desk" | "review" | "audit"} */ ("desk"));
export const notice = signal(/** @type {{text: string, bad: boolean} | null} */ (null));

/** @type {ReturnType<typeof openDesk> | null} */
let socket = null;

/** @param {string} text @param {boolean} [bad] */
export function tell(text, bad = false) {
  notice.value = { text, bad };
  setTimeout(() => notice.value?.text === text && (notice.value = null), 6000);
}

/** Runs a wish; a refusal is told, and answered with undefined. @template T @param {() => Promise<T>} wish */
export async function attempt(wish) {
  try {
    return await wish();
  } catch (error) {
    tell(errorText(error), true);
    return undefined;
  }
}

export async function begin() {
  me.value = await api.whoAmI().catch(() => null);
  if (me.value) connect();
}

/** @param {string} username @param {string} password */
export async function signIn(username, password) {
  me.value = await api.login(username, password);
  connect();
}

export async function signOut() {
  await api.logout().catch(() => {});
  socket?.close();
  location.reload();
}

/** Whose work is elsewhere (an operator's, say) has no live desk. */
export const atDesk = () => may("case:view") || may("desk:claim");

function connect() {
  if (!atDesk()) return void (tab.value = "audit");
  socket = openDesk(onEvent, (state) => {
    if (state === "signed_out") me.value = null;
    line.value = state;
  });
}

/** @param {string} event @param {any} payload */
function onEvent(event, payload) {
  desk.value = react(desk.value, event, payload);
  if (event === "snapshot") reopen();
  if (event === "queue" && payload.item?.state === "waiting" && payload.item.last_seq !== undefined) chime(payload.item);
}

/** After a lost line, what was on the screen is read again: events missed meanwhile are in the answer. */
function reopen() {
  const id = selected.value;
  desk.value = { ...desk.value, open: {} };
  if (id) void select(id);
}

const announced = new Set();

/** @param {import("./types").QueueItem} item */
function chime(item) {
  if (announced.has(item.handoff_id)) return;
  announced.add(item.handoff_id);
  if (document.hidden && "Notification" in window && Notification.permission === "granted") {
    new Notification("Gildong", { body: item.customer_name, tag: item.handoff_id });
  }
}

/** @param {string} name @param {object} payload */
export const command = (name, payload) => {
  if (!socket) return Promise.reject(Object.assign(new Error("offline"), { code: "offline" }));
  return socket.command(name, payload);
};

/** @param {string} conversationId */
export async function select(conversationId) {
  tab.value = "desk";
  const before = selected.value;
  selected.value = conversationId;
  if (before && before !== conversationId) leave(before);
  const detail = await attempt(() => command("watch", { conversation_id: conversationId }));
  if (detail) desk.value = opened(desk.value, detail);
}

/** @param {string} conversationId */
function leave(conversationId) {
  void command("unwatch", { conversation_id: conversationId }).catch(() => {});
  const { [conversationId]: _, ...open } = desk.value.open;
  desk.value = { ...desk.value, open };
}

/** @param {string} conversationId */
export function close(conversationId) {
  selected.value = null;
  leave(conversationId);
}

/** @param {string} conversationId @param {number} beforeSeq */
export async function loadOlder(conversationId, beforeSeq) {
  const older = await attempt(() => command("history", { conversation_id: conversationId, before_seq: beforeSeq }));
  if (older) desk.value = withHistory(desk.value, conversationId, older.messages ?? older);
}

/** Drafts survive a change of conversation and a lost line. */
export const drafts = /** @type {Map<string, string>} */ (new Map());

/** @param {string} permission */
export const may = (permission) => (me.value?.permissions ?? []).includes(permission);

