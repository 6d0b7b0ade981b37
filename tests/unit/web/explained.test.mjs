import assert from "node:assert/strict";
import { test } from "node:test";
import { told } from "../../../handoff/web/console/models/explained.js";

const one = (seq, facts, more = {}) => ({
  seq, at: `2026-11-22T00:00:0${seq}Z`, language: "ko", response: "utter_a", release: "7f3c2a90d1e84b55+44d47ef5", facts, ...more,
});

test("questions are named once, with the items that they were about", () => {
  const [line] = told([one(1, ["kr.kept.photo", "kr.kept.selfie", "kr.where"])]);
  assert.deepEqual(line.topics, [{ question: "kept", items: ["photo", "selfie"] }, { question: "where", items: [] }]);
});

test("what is told again in the same words is one line, the newest first", () => {
  const lines = told([one(1, ["kr.sold"]), one(2, ["kr.where"]), one(3, ["kr.sold"])]);
  assert.deepEqual(lines.map((line) => [line.topics[0].question, line.times, line.at.slice(-2, -1)]), [["sold", 2, "3"], ["where", 1, "2"]]);
});

test("other words are another line", () => {
  assert.equal(told([one(1, ["kr.sold"]), one(2, ["kr.sold"], { release: "7f3c2a90d1e84b55+00000000" })]).length, 2);
});

test("a release is told by the beginning of the model and the bank's texts", () => {
  assert.equal(told([one(1, ["kr.sold"])])[0].release, "7f3c2a90+44d47ef5");
  assert.equal(told([one(1, [], { release: null })])[0].release, "");
});
