// @ts-check
/**
 * Messages with the staff thread laid beside them: each staff entry stands after the message it is anchored to.
 * @param {import("../types").Message[]} messages @param {import("../types").StaffEntry[]} staff
 */
export function timeline(messages, staff) {
  const entries = [
    ...messages.map((message) => ({ key: `m${message.seq}`, order: [message.seq, 0], message, note: null })),
    ...staff.map((note) => ({ key: `s${note.number}`, order: [note.anchor_seq, note.number], message: null, note })),
  ];
  return entries.sort((a, b) => a.order[0] - b.order[0] || a.order[1] - b.order[1]);
}
