// @ts-check
import { html } from '../../shared/html.js';
import { useEffect, useRef } from '../../vendor/hooks.js';

/** @param {{ picture: HTMLCanvasElement, label: string, mirror?: boolean }} props */
export const Preview = ({ picture, label, mirror = false }) => {
  const canvas = useRef(/** @type {HTMLCanvasElement | null} */ (null));
  useEffect(() => {
    const box = canvas.current;
    if (!box) return;
    const scale = Math.min(1, 900 / picture.width);
    box.width = picture.width * scale;
    box.height = picture.height * scale;
    box.getContext('2d')?.drawImage(picture, 0, 0, box.width, box.height);
  }, [picture]);
  return html`<canvas ref=${canvas} class=${mirror ? 'preview mirror' : 'preview'} role="img" aria-label=${label}></canvas>`;
};
