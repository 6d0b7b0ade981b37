// @ts-check
import { io } from "../vendor/socket.io.js";

const ANSWER_WITHIN_MS = 8000;
const AGAIN_MS = 3000;
const NOT_NOW = "unavailable"; // nobody could say who we are: that is no refusal of us

/**
 * The desk's live line. Commands resolve with `data` or reject with an Error whose `code` the strings know.
 * @param {(event: string, payload: any) => void} onEvent
 * @param {(state: "online" | "offline" | "signed_out") => void} onState
 * @param {typeof io} [connect]
 */
export function openDesk(onEvent, onState, connect = io) {
  const socket = connect("/agent", { transports: ["websocket"], withCredentials: true, reconnectionDelayMax: 15000 });
  socket.onAny(onEvent);
  socket.on("connect", () => onState("online"));
  socket.on("disconnect", (/** @type {string} */ reason) => {
    onState("offline");
    if (reason === "io server disconnect") socket.connect();
  });
  socket.on("connect_error", (/** @type {any} */ error) => {
    if (socket.active) return; // a lost line is tried again by the library, a refusal is not
    if (error?.data && error.data.error !== NOT_NOW) return onState("signed_out");
    onState("offline");
    setTimeout(() => socket.connect(), AGAIN_MS);
  });

  /** @param {string} name @param {object} payload @returns {Promise<any>} */
  const command = async (name, payload) => {
    const answer = await socket.timeout(ANSWER_WITHIN_MS).emitWithAck(name, payload).catch(() => ({ ok: false, error: "offline" }));
    if (answer?.ok) return answer.data;
    throw Object.assign(new Error(answer?.error ?? "internal"), { code: answer?.error ?? "internal", data: answer?.data });
  };
  return { command, close: () => socket.disconnect() };
}
