// @ts-check
import { html } from './html.js';

/** @typedef {keyof typeof PATHS} IconName */

// Drawn on a grid of 24 with a line of 1.75.
const PATHS = {
  back: 'M15 5l-7 7 7 7',
  camera: 'M4 8h3l2-3h6l2 3h3v11H4zM12 16.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7z',
  chat: 'M4 5h16v11H9l-5 4z',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  chevron: 'M7 10l5 5 5-5',
  clock: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5l3 2',
  close: 'M6 6l12 12M18 6L6 18',
  document: 'M3.5 6h17v12h-17zM7 14.5c.4-1.3 1.2-2 2.2-2s1.8.7 2.2 2M9.2 11.2a1.2 1.2 0 1 0 0-2.4 1.2 1.2 0 0 0 0 2.4M14 10h3.5M14 13.5h3.5',
  file: 'M7 3.5h7l4 4v13H7zM14 3.5v4h4',
  globe: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM3 12h18M12 3c2.5 2.6 3.7 5.6 3.7 9S14.5 18.4 12 21c-2.5-2.6-3.7-5.6-3.7-9S9.5 5.6 12 3z',
  info: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 11v5M12 8v.2',
  list: 'M5 7h14M5 12h14M5 17h9',
  lock: 'M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3',
  menu: 'M12 5.5v.01M12 12v.01M12 18.5v.01',
  person: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20.5c1-4 4-5.5 7.5-5.5s6.5 1.5 7.5 5.5',
  power: 'M12 4v8M7 6.5a7.5 7.5 0 1 0 10 0',
  refresh: 'M19 12a7 7 0 1 1-2-5l2 2M19 4v5h-5',
  selfie: 'M9 10v.01M15 10v.01M9 14.5c1.8 1.7 4.2 1.7 6 0M4 8V4h4M20 8V4h-4M4 16v4h4M20 16v4h-4',
  send: 'M4.5 12h14M13 6l6 6-6 6',
  shield: 'M12 3l7.5 3v5.5c0 4.6-3 7.9-7.5 9.5-4.5-1.6-7.5-4.9-7.5-9.5V6zM8.8 12l2.3 2.3 4.2-4.3',
  text: 'M4 18l5-12 5 12M5.7 14h6.6M15 18l2.8-7 2.7 7M16 15.5h3.7',
  warn: 'M12 4l9 16H3zM12 10v4.5M12 17v.2',
};

/** @param {{ name: IconName, flip?: boolean }} props `flip` mirrors arrows in right-to-left text */
export const Icon = ({ name, flip }) => html`
  <svg class=${flip ? 'icon flip' : 'icon'} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    <path d=${PATHS[name]} />
  </svg>`;

/** Two travellers on one road: the product's mark. */
export const Mark = () => html`
  <svg class="mark" viewBox="0 0 40 40" aria-hidden="true" focusable="false">
    <rect width="40" height="40" rx="12" class="mark-ground" />
    <path d="M10 31c0-8 6-8.5 10-11.5S29 14 29 9" class="mark-road" />
    <circle cx="13.5" cy="15" r="3.5" class="mark-dot" />
    <circle cx="27" cy="25.5" r="3.5" class="mark-dot faint" />
  </svg>`;
