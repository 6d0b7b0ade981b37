// @ts-check
// Pictures as canvases: nothing needs a blob or data address, and what is drawn anew carries no place or device.

const LONGEST = 4000; // px of the longer side; more only costs the customer time
const SMALL = 480; // px of the shorter side below which writing can hardly be read
const DARK = 55; // mean brightness of 255
const WHITE = 252; // brightness of a pixel that has lost what was on it
const GLARING = 0.08; // share of such pixels
const BLURRED = 45; // variance of the edges; measured on 480 px, where noise is averaged away

/** @typedef {'note_good' | 'note_blurred' | 'note_dark' | 'note_small'} Note */

/** @param {File} file @returns {Promise<HTMLCanvasElement>} rejects when the browser cannot read it */
export const readPicture = async (file) => {
  const picture = await createImageBitmap(file);
  const canvas = draw(picture, picture.width, picture.height, LONGEST);
  picture.close();
  return canvas;
};

/** One moment of the camera, as it is and not mirrored. @param {HTMLVideoElement} video */
export const grab = (video) => draw(video, video.videoWidth, video.videoHeight, LONGEST);

/** @param {CanvasImageSource} source @param {number} width @param {number} height @param {number} longest */
const draw = (source, width, height, longest) => {
  const scale = Math.min(1, longest / Math.max(width, height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d')).drawImage(source, 0, 0, canvas.width, canvas.height);
  return canvas;
};

/**
 * The picture as JPEG, at most as large as the server takes.
 * @param {HTMLCanvasElement} canvas @param {number} [maxBytes] @param {boolean} [less] for a line that has dropped more, a fraction of it
 * @returns {Promise<Blob>}
 */
export const encode = async (canvas, maxBytes = 8_000_000, less = false) => {
  if (less) return toBlob(draw(canvas, canvas.width, canvas.height, LONGEST / 2), 0.85);
  for (const quality of [0.92, 0.85, 0.75, 0.6]) {
    const blob = await toBlob(canvas, quality);
    if (blob.size <= maxBytes) return blob;
  }
  return toBlob(draw(canvas, canvas.width, canvas.height, LONGEST / 2), 0.75);
};

/** @param {HTMLCanvasElement} canvas @param {number} quality @returns {Promise<Blob>} */
const toBlob = (canvas, quality) =>
  new Promise((resolve, reject) => canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('encode'))), 'image/jpeg', quality));

/** What to tell before sending; the customer decides, and the bank has the last word. @param {HTMLCanvasElement} canvas @returns {Note} */
export const noteOf = (canvas) => {
  if (Math.min(canvas.width, canvas.height) < SMALL) return 'note_small';
  const small = draw(canvas, canvas.width, canvas.height, 480);
  const pixels = /** @type {CanvasRenderingContext2D} */ (small.getContext('2d')).getImageData(0, 0, small.width, small.height);
  const grey = greyOf(pixels.data);
  if (mean(grey) < DARK) return 'note_dark';
  return edgeVariance(grey, small.width) < BLURRED ? 'note_blurred' : 'note_good';
};

/** @typedef {'live_dark' | 'live_blurred' | 'live_glare'} LiveNote */

/** What would make a photo taken at this moment worse than it need be. @param {HTMLVideoElement} video @returns {LiveNote | null} */
export const liveNoteOf = (video) => {
  const small = draw(video, video.videoWidth, video.videoHeight, 320);
  const pixels = /** @type {CanvasRenderingContext2D} */ (small.getContext('2d')).getImageData(0, 0, small.width, small.height);
  return liveNote(greyOf(pixels.data), small.width);
};

/** @param {Float32Array} grey @param {number} width @returns {LiveNote | null} */
export const liveNote = (grey, width) => {
  if (mean(grey) < DARK) return 'live_dark';
  if (grey.filter((value) => value > WHITE).length / grey.length > GLARING) return 'live_glare';
  return edgeVariance(grey, width) < BLURRED ? 'live_blurred' : null;
};

/** @param {Uint8ClampedArray} rgba */
export const greyOf = (rgba) => {
  const grey = new Float32Array(rgba.length / 4);
  for (let i = 0; i < grey.length; i += 1) grey[i] = 0.299 * rgba[4 * i] + 0.587 * rgba[4 * i + 1] + 0.114 * rgba[4 * i + 2];
  return grey;
};

/** @param {Float32Array} grey */
export const mean = (grey) => grey.reduce((sum, value) => sum + value, 0) / grey.length;

/** Variance of the Laplacian: low where no edge is sharp. @param {Float32Array} grey @param {number} width */
export const edgeVariance = (grey, width) => {
  const edges = [];
  for (let i = width + 1; i < grey.length - width - 1; i += 1) {
    edges.push(4 * grey[i] - grey[i - 1] - grey[i + 1] - grey[i - width] - grey[i + width]);
  }
  const middle = edges.reduce((sum, value) => sum + value, 0) / edges.length;
  return edges.reduce((sum, value) => sum + (value - middle) ** 2, 0) / edges.length;
};
