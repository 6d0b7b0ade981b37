// @ts-check
import { html } from '../../shared/html.js';
import { Icon } from '../../shared/icons.js';
import { useState } from '../../vendor/hooks.js';
import { Camera } from './camera.js';
import { OutcomeNote } from './outcome.js';
import { encode, noteOf, readPicture } from './photo.js';
import { Preview } from './preview.js';
import { Sources } from './sources.js';
import { wantsLess } from './submission.js';

/**
 * @typedef {{ app: import('../app.js').App, content: import('../../types.js').CardContent, kind: 'document' | 'selfie', submission: import('./submission.js').Submission, denied?: boolean }} Props
 * @typedef {{ canvas: HTMLCanvasElement, note: import('./photo.js').Note, mirror: boolean }} Photo
 */

/** Photograph or choose, look at it, send it. The photo stays until the bank has answered. @param {Props} props */
export const PhotoCard = ({ app, content, kind, submission, denied = false }) => {
  const [photo, setPhoto] = useState(/** @type {Photo | null} */ (null));
  const [camera, setCamera] = useState(/** @type {'closed' | 'open' | 'denied'} */ (denied ? 'denied' : 'closed'));
  const [file, setFile] = useState(/** @type {'none' | 'reading' | 'unreadable'} */ ('none')); // a large one takes a cheap phone seconds

  /** @param {HTMLCanvasElement} canvas @param {boolean} mirror */
  const show = (canvas, mirror) => {
    submission.clear();
    setFile('none');
    setCamera('closed');
    setPhoto({ canvas, note: noteOf(canvas), mirror });
  };
  const choose = (/** @type {File} */ chosen) => {
    setFile('reading');
    readPicture(chosen).then((canvas) => show(canvas, false), () => setFile('unreadable'));
  };
  const send = async () => {
    if (!photo) return;
    await submission.send(await encode(photo.canvas, content.limits.max_bytes, wantsLess(submission)));
  };
  const again = () => {
    submission.clear();
    setPhoto(null);
  };
  if (photo && !submission.outcome) return html`<${Check} app=${app} kind=${kind} photo=${photo} submission=${submission} onSend=${send} onAgain=${again} />`;
  return html`
    <div>
      ${content.how && html`<p class="lead">${content.how}</p>`}
      ${content.documents.length > 0 &&
      html`<p class="accepted"><strong>${app.text('accepted')}</strong> ${content.documents.map((one) => one.title).join(' · ')}</p>`}
      ${content.tip && !submission.outcome && html`<p class="tip-line"><${Icon} name="info" /><span>${content.tip}</span></p>`}
      <${OutcomeNote} app=${app} submission=${submission} />
      ${content.before_camera && html`<p class="before-camera">${content.before_camera}</p>`}
      ${file === 'reading' && html`<p class="loading" role="status">${app.text('card_loading')}</p>`}
      ${file === 'unreadable' && html`<p class="problem" role="alert"><${Icon} name="warn" /><span>${app.text('photo_unreadable')}</span></p>`}
      <${Sources} app=${app} kind=${kind} denied=${camera === 'denied'} onCamera=${() => setCamera('open')} onFile=${choose} />
      <p class="secure"><${Icon} name="lock" />${app.text('secure_note')}</p>
      ${camera === 'open' &&
      html`<${Camera} app=${app} kind=${kind} onPicture=${(/** @type {HTMLCanvasElement} */ canvas) => show(canvas, kind === 'selfie')}
        onDenied=${() => setCamera('denied')} onClose=${() => setCamera('closed')} />`}
    </div>`;
};

/** @param {{ app: import('../app.js').App, kind: string, photo: Photo, submission: import('./submission.js').Submission, onSend: () => void, onAgain: () => void }} props */
const Check = ({ app, kind, photo, submission, onSend, onAgain }) => {
  const { text } = app;
  const percent = Math.round(submission.share * 100);
  return html`
    <div>
      <p class="lead"><strong>${text(kind === 'selfie' ? 'preview_selfie' : 'preview_document')}</strong></p>
      <${Preview} picture=${photo.canvas} label=${text('photo_alt')} mirror=${photo.mirror} />
      <p class=${photo.note === 'note_good' ? 'note good' : 'note warn'} role="status">
        <${Icon} name=${photo.note === 'note_good' ? 'check' : 'warn'} /><span>${text(photo.note)}</span>
      </p>
      <${OutcomeNote} app=${app} submission=${submission} />
      ${submission.busy
        ? html`<div class="upload"><progress max="100" value=${percent} aria-label=${text('submitting')}></progress>
            <span role="status">${percent < 100 ? text('uploading', { n: percent }) : text('submitting')}</span></div>`
        : html`<p class="secure"><${Icon} name="lock" />${text(submission.problem ? 'secure_note' : 'photo_local')}</p>
            <div class="actions stack">
              <button type="button" class="button" onClick=${onSend}>${text('use_photo')}</button>
              <button type="button" class="button plain" onClick=${onAgain}>${text('retake')}</button>
            </div>`}
    </div>`;
};
