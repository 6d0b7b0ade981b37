// @ts-check
import { html } from '../../shared/html.js';
import { Icon } from '../../shared/icons.js';
import { Dialog } from '../views/dialog.js';
import { useCamera } from './live_camera.js';
import { grab } from './photo.js';

/**
 * The live camera with a frame to fit the document or face into, and a word on what would make the photo better.
 * @param {{ app: import('../app.js').App, kind: 'document' | 'selfie', onPicture: (picture: HTMLCanvasElement) => void, onDenied: () => void, onClose: () => void }} props
 */
export const Camera = ({ app, kind, onPicture, onDenied, onClose }) => {
  const { video, ready, note } = useCamera(kind === 'selfie' ? 'user' : 'environment', onDenied);
  const { text } = app;
  const shoot = () => video.current && onPicture(grab(video.current));
  return html`
    <${Dialog} title=${text(kind === 'selfie' ? 'take_selfie' : 'take_photo')} close=${text('close')} onClose=${onClose} wide>
      <div class=${`viewfinder ${kind}`}>
        <video ref=${video} playsinline muted autoplay class=${kind === 'selfie' ? 'mirror' : ''} aria-label=${text(kind === 'selfie' ? 'frame_selfie' : 'frame_document')}></video>
        <div class="aim" aria-hidden="true"></div>
        ${!ready && html`<p class="viewfinder-note" role="status">${text('camera_starting')}</p>`}
      </div>
      <${LiveHint} app=${app} note=${note} otherwise=${text(kind === 'selfie' ? 'frame_selfie' : 'frame_document')} />
      <div class="actions center">
        <button type="button" class="shutter" aria-label=${text('shutter')} disabled=${!ready} onClick=${shoot}></button>
      </div>
    <//>`;
};

/** What is wrong with the picture at this moment, else what to do. @param {{ app: import('../app.js').App, note: import('./photo.js').LiveNote | null, otherwise: string }} props */
export const LiveHint = ({ app, note, otherwise }) => html`
  <p class=${note ? 'viewfinder-hint warn' : 'viewfinder-hint'} role="status" aria-live="polite">
    ${note && html`<${Icon} name="warn" />`}<span>${note ? app.text(note) : otherwise}</span>
  </p>`;
