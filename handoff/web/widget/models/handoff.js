// @ts-check
/** @typedef {import('../../types.js').Conversation} Conversation */

/**
 * What the bar above the composer shows: a person can be asked for, is awaited, or is here.
 * @param {Pick<Conversation, 'owner' | 'handoff'>} conversation
 */
export const personState = ({ owner, handoff }) => {
  if (owner.kind === 'agent') return { state: /** @type {const} */ ('here'), name: owner.name ?? '' };
  if (handoff?.state === 'waiting' || handoff?.state === 'offered') {
    const minutes = handoff.eta_s ? Math.max(1, Math.round(handoff.eta_s / 60)) : null;
    return { state: /** @type {const} */ ('waiting'), position: handoff.position ?? null, minutes };
  }
  return { state: /** @type {const} */ ('free') };
};
