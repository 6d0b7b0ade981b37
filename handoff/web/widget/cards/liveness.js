// @ts-check
import { html } from '../../shared/html.js';
import { Icon } from '../../shared/icons.js';
import { useEffect, useState } from '../../vendor/hooks.js';
import { Dialog } from '../views/dialog.js';
import { LiveHint } from './camera.js';
import { useCamera } from './live_camera.js';
import { grab } from './photo.js';

/** @typedef {'front' | 'left' | 'right'} Pose @typedef {{ challenge: string, moves: Pose[] }} Challenge */

const COUNTED = 3; // seconds between the wish and the picture: time to turn and to hold still
/** @type {Record<Pose, import('../strings/strings.js').Key>} */
const PROMPTS = { front: 'look_straight', left: 'turn_left', right: 'turn_right' };

/**
 * One frame looking straight, then one for each turn of the head that the bank asks for. Nothing is sent from here.
 * @param {{ app: import('../app.js').App, challenge: Challenge, onFrames: (frames: HTMLCanvasElement[]) => void, onDenied: () => void, onClose: () => void }} props
 */
export const Liveness = ({ app, challenge, onFrames, onDenied, onClose }) => {
  const { video, ready, note } = useCamera('user', onDenied);
  const [frames, setFrames] = useState(/** @type {HTMLCanvasElement[]} */ ([]));
  const [left, setLeft] = useState(/** @type {number | null} */ (null));
  const { text } = app;
  /** @type {Pose[]} */
  const poses = ['front', ...challenge.moves];
  const pose = poses[frames.length];
  useEffect(() => {
    if (left === null || !pose) return undefined;
    const timer = setTimeout(() => (left > 1 ? setLeft(left - 1) : take()), 1000);
    return () => clearTimeout(timer);
  }, [left, pose]);
  const take = () => {
    if (!video.current) return;
    const taken = [...frames, grab(video.current)];
    setFrames(taken);
    setLeft(taken.length < poses.length ? COUNTED : null);
    if (taken.length === poses.length) onFrames(taken);
  };
  const prompt = pose ? text(PROMPTS[pose]) : '';
  return html`
    <${Dialog} title=${text('take_selfie')} close=${text('close')} onClose=${onClose} wide>
      <p class="pose" role="status" aria-live="assertive">${prompt}</p>
      <div class="viewfinder selfie">
        <video ref=${video} playsinline muted autoplay class="mirror" aria-label=${prompt}></video>
        <div class="aim" aria-hidden="true"></div>
        ${pose && pose !== 'front' && html`<span class=${`turn-sign ${pose}`} dir="ltr" aria-hidden="true"><${Icon} name="back" /></span>`}
        ${left !== null && html`<span class="countdown" aria-hidden="true">${text('countdown', { n: left })}</span>`}
        ${!ready && html`<p class="viewfinder-note" role="status">${text('camera_starting')}</p>`}
      </div>
      <${LiveHint} app=${app} note=${note} otherwise=${text('frame_of', { n: Math.min(frames.length + 1, poses.length), total: poses.length })} />
      <div class="actions center">
        ${left === null
          ? html`<button type="button" class="button" disabled=${!ready || !pose} onClick=${() => setLeft(COUNTED)}>${text('start_frames')}</button>`
          : html`<button type="button" class="button plain" onClick=${() => (setFrames([]), setLeft(null))}>${text('start_over')}</button>`}
      </div>
    <//>`;
};
