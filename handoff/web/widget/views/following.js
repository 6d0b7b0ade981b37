// @ts-check
import { useEffect, useLayoutEffect, useRef, useState } from '../../vendor/hooks.js';
import { atWork } from './kept_focus.js';

const NEAR = 120; // px from the end within which new messages pull the list along
const READ = 3000; // ms of quiet after which what is on the screen counts as read

/**
 * Keeps the end of a list in sight while the reader is there. When more comes at once than the window holds, its beginning
 * is shown, so that an answer is read before the card below it; whoever fills in a card is never pulled away from it.
 * @param {{ length: number, own: number, read: number, ready: boolean, others: unknown[] }} list entries, those the reader just
 *   wrote, those read before on any device, whether the past is complete, and what else changes the height
 */
export const useFollowing = ({ length, own, read, ready, others }) => {
  const list = useRef(/** @type {HTMLElement | null} */ (null));
  const following = useRef(true);
  const seen = useRef(0);
  const placed = useRef(-1);
  const begun = useRef(false);
  const [behind, setBehind] = useState(false);

  const entries = () => /** @type {HTMLElement[]} */ ([...(list.current?.querySelector('[role=log]')?.children ?? [])]);
  const look = () => {
    const box = /** @type {HTMLElement} */ (list.current);
    const last = entries().at(-1);
    const below = last !== undefined && last.offsetTop > box.scrollTop + box.clientHeight - 40;
    setBehind(below);
    return !below;
  };
  /** @param {HTMLElement | undefined} first the entry to begin with */
  const show = (first) => {
    const box = /** @type {HTMLElement} */ (list.current);
    const end = box.scrollHeight - box.clientHeight;
    box.scrollTop = first ? Math.min(end, first.offsetTop - 8) : end;
    placed.current = box.scrollTop;
    look();
  };
  const settle = () => show(length > seen.current ? entries().at(seen.current - length) : entries().at(-1));
  const busy = () => atWork(document.activeElement);

  useLayoutEffect(() => {
    if (own === 0) return;
    following.current = true; // who speaks wants to see it, and has read what stands before
    seen.current = Math.max(seen.current, length - 1);
  }, [own]);
  useLayoutEffect(() => {
    if (!begun.current) seen.current = ready ? read : Math.max(0, length - 1);
    begun.current ||= ready;
    if (following.current && !busy()) settle();
    else look();
    const quiet = setTimeout(() => void (look() && (seen.current = length)), READ);
    return () => clearTimeout(quiet);
  }, [length, ready, ...others]);
  useEffect(() => {
    // A card that fills with content, or a keyboard that opens, moves the end without a new message.
    const grown = new ResizeObserver(() => (following.current && !busy() ? settle() : look()));
    for (const child of [list.current, list.current?.firstElementChild]) if (child) grown.observe(child);
    return () => grown.disconnect();
  }, [length]);

  const onScroll = () => {
    const box = /** @type {HTMLElement} */ (list.current);
    if (Math.abs(box.scrollTop - placed.current) <= 1) return; // it was us
    placed.current = -1;
    following.current = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR;
    if (look() && following.current) seen.current = length;
  };
  const toEnd = () => {
    following.current = true;
    seen.current = length;
    show(entries().at(-1));
  };
  return { list, onScroll, toEnd, behind };
};
