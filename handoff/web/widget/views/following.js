// @ts-check
import { useEffect, useLayoutEffect, useRef, useState } from '../../vendor/hooks.js';

const NEAR = 120; // px from the end within which new messages pull the list along

/**
 * Keeps the end of a list in sight while the reader is there. Of a last entry that is taller than the window the beginning
 * is shown, and whoever fills in a card is never pulled away from it.
 * @param {number} length of the list @param {number} own what the reader just said @param {unknown[]} others that change its height
 */
export const useFollowing = (length, own, others) => {
  const list = useRef(/** @type {HTMLElement | null} */ (null));
  const following = useRef(true);
  const placed = useRef(-1);
  const [known, setKnown] = useState(length);

  const settle = () => {
    const box = list.current;
    if (!box) return;
    const last = /** @type {HTMLElement | null} */ (box.querySelector('[role=log] > :last-child'));
    const tall = last && last.offsetHeight > box.clientHeight - 24;
    const top = tall ? last.offsetTop : box.scrollHeight - box.clientHeight;
    box.scrollTop = top;
    placed.current = box.scrollTop;
  };
  const busy = () => list.current?.querySelector('.card')?.contains(document.activeElement) ?? false;

  useLayoutEffect(() => {
    if (own > 0) following.current = true; // who speaks wants to see it
  }, [own]);
  useLayoutEffect(() => {
    if (!following.current || busy()) return;
    settle();
    setKnown(length);
  }, [length, ...others]);
  useEffect(() => {
    // A card that fills with content, or a keyboard that opens, moves the end without a new message.
    const grown = new ResizeObserver(() => following.current && !busy() && settle());
    for (const child of [list.current, list.current?.firstElementChild]) if (child) grown.observe(child);
    return () => grown.disconnect();
  }, []);

  const onScroll = () => {
    const box = /** @type {HTMLElement} */ (list.current);
    if (Math.abs(box.scrollTop - placed.current) <= 1) return; // it was us
    placed.current = -1;
    following.current = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR;
    if (following.current) setKnown(length);
  };
  const toEnd = () => {
    following.current = true;
    settle();
    setKnown(length);
  };
  return { list, onScroll, toEnd, behind: length > known };
};
