// @ts-check
import { html } from '../../shared/html.js';
import { useEffect, useRef, useState } from '../../vendor/hooks.js';
import { Dialog } from '../views/dialog.js';
import { grab } from './photo.js';

const LENS = { document: 'environment', selfie: 'user' };

/**
 * The live camera with a frame to fit the document or face into.
 * @param {{ app: import('../app.js').App, kind: 'document' | 'selfie', onPicture: (picture: HTMLCanvasElement) => void, onDenied: () => void, onClose: () => void }} props
 */
export const Camera = ({ app, kind, onPicture, onDenied, onClose }) => {
  const video = useRef(/** @type {HTMLVideoElement | null} */ (null));
  const [ready, setReady] = useState(false);
  const { text } = app;
  useEffect(() => {
    let over = false;
    /** @type {MediaStream | null} */
    let stream = null;
    const stop = () => stream?.getTracks().forEach((track) => track.stop());
    openCamera(LENS[kind]).then(
      (opened) => {
        stream = opened;
        if (over || !video.current) return stop();
        video.current.srcObject = opened;
        return video.current.play().then(() => setReady(true), () => {});
      },
      () => over || onDenied(),
    );
    return () => {
      over = true;
      stop();
    };
  }, [kind]);
  const shoot = () => video.current && onPicture(grab(video.current));
  return html`
    <${Dialog} title=${text(kind === 'selfie' ? 'take_selfie' : 'take_photo')} close=${text('close')} onClose=${onClose} wide>
      <div class=${`viewfinder ${kind}`}>
        <video ref=${video} playsinline muted autoplay class=${kind === 'selfie' ? 'mirror' : ''} aria-label=${text(kind === 'selfie' ? 'frame_selfie' : 'frame_document')}></video>
        <div class="aim" aria-hidden="true"></div>
        ${!ready && html`<p class="viewfinder-note" role="status">${text('camera_starting')}</p>`}
      </div>
      <p class="viewfinder-hint">${text(kind === 'selfie' ? 'frame_selfie' : 'frame_document')}</p>
      <div class="actions center">
        <button type="button" class="shutter" aria-label=${text('shutter')} disabled=${!ready} onClick=${shoot}></button>
      </div>
    <//>`;
};

/** @param {string} lens @returns {Promise<MediaStream>} */
const openCamera = (lens) =>
  navigator.mediaDevices
    ? navigator.mediaDevices.getUserMedia({ audio: false, video: { facingMode: lens, width: { ideal: 1920 }, height: { ideal: 1080 } } })
    : Promise.reject(new Error('no camera'));
