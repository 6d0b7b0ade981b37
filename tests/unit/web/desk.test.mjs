import assert from "node:assert/strict";
import { test } from "node:test";
import { EMPTY_DESK, mine, opened, react, waiting, withHistory } from "../../../handoff/web/console/models/desk.js";
import { timeline } from "../../../handoff/web/console/models/timeline.js";

const me = { id: "a1", username: "sora", name: "Sora", role: "agent", languages: ["ko"], permissions: [] };
const item = (id, more = {}) => ({
  handoff_id: `h${id}`, conversation_id: `c${id}`, customer_name: "Kim", language: "ko", trigger: "customer_asked", topic: "selfie",
  priority: "normal", state: "waiting", requested_at: `2026-11-22T00:00:0${id}Z`, step: null, case_status: null, agent: null, last_seq: 1, ...more,
});
const detail = {
  conversation_id: "c1", customer_name: "Kim", language: "ko", owner: { kind: "bot" }, epoch: 1, handoff: null, journey: null,
  messages: [{ seq: 5, kind: "text", body: { text: "hi" } }], staff: [],
};

test("a snapshot and the events after it make the same desk as a fresh snapshot", () => {
  const later = item(2);
  const claimed = item(1, { state: "active", agent: { id: "a1", name: "Sora" } });
  const followed = [["snapshot", { me, queue: [item(1)], mine: [], presence: [] }], ["queue", { item: later }], ["queue", { item: claimed }]]
    .reduce((desk, [event, payload]) => react(desk, event, payload), EMPTY_DESK);
  const fresh = react(EMPTY_DESK, "snapshot", { me, queue: [later], mine: [claimed], presence: [] });
  assert.deepEqual(waiting(followed), waiting(fresh));
  assert.deepEqual(mine(followed), mine(fresh));
});

test("who is urgent comes before who came first", () => {
  const desk = react(EMPTY_DESK, "snapshot", { me, queue: [item(1), item(2, { priority: "urgent" })], mine: [], presence: [] });
  assert.deepEqual(waiting(desk).map((one) => one.conversation_id), ["c2", "c1"]);
});

test("a message told twice is shown once, and in the order of seq", () => {
  const late = { conversation_id: "c1", message: { seq: 7 } };
  const desk = [late, late, { conversation_id: "c1", message: { seq: 6 } }].reduce((d, p) => react(d, "message", p), opened(EMPTY_DESK, detail));
  assert.deepEqual(desk.open.c1.messages.map((m) => m.seq), [5, 6, 7]);
});

test("an owner of an older epoch does not replace the newer one", () => {
  const newer = react(opened(EMPTY_DESK, detail), "owner", { conversation_id: "c1", owner: { kind: "agent", id: "a1" }, epoch: 3 });
  const after = react(newer, "owner", { conversation_id: "c1", owner: { kind: "bot" }, epoch: 2 });
  assert.equal(after.open.c1.owner.kind, "agent");
});

test("a conversation that is not open is not touched", () => {
  assert.deepEqual(react(EMPTY_DESK, "message", { conversation_id: "c9", message: { seq: 1 } }), EMPTY_DESK);
});

test("earlier messages are put before what is shown", () => {
  const desk = withHistory(opened(EMPTY_DESK, detail), "c1", [{ seq: 3 }, { seq: 4 }, { seq: 5 }]);
  assert.deepEqual(desk.open.c1.messages.map((m) => m.seq), [3, 4, 5]);
});

test("a note stands after the message it is anchored to", () => {
  const entries = timeline([{ seq: 1 }, { seq: 2 }], [{ number: 1, anchor_seq: 1 }]);
  assert.deepEqual(entries.map((e) => e.key), ["m1", "s1", "m2"]);
});

test("what was explained follows from the messages, once each", () => {
  const at = "2026-11-22T00:00:00Z";
  const said = { seq: 6, at, language: "ko", staff: { response: "utter_a", release: "r", explains: true, facts: ["kr.sold"] } };
  const plain = { seq: 7, at, language: "ko", staff: { response: "utter_b", release: "r", explains: false, facts: [] } };
  const desk = [said, said, plain, { seq: 8 }].reduce(
    (d, message) => react(d, "message", { conversation_id: "c1", message }), opened(EMPTY_DESK, { ...detail, explained: [] }),
  );
  assert.deepEqual(desk.open.c1.explained, [{ seq: 6, at, language: "ko", response: "utter_a", release: "r", facts: ["kr.sold"] }]);
});
