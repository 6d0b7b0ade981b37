// @ts-check
import { html } from '../../shared/html.js';
import { Icon } from '../../shared/icons.js';
import { useState } from '../../vendor/hooks.js';
import { Liveness } from './liveness.js';
import { OutcomeNote } from './outcome.js';
import { encode } from './photo.js';
import { PhotoCard } from './photo_card.js';
import { Preview } from './preview.js';
import { problemOf, wantsLess } from './submission.js';

/** @typedef {{ app: import('../app.js').App, at: import('../../types.js').Ref, content: import('../../types.js').CardContent, kind: 'selfie', submission: import('./submission.js').Submission }} Props */

/** Where the bank asks for turns of the head, these; one plain photo for whoever cannot, and a person looks at it. @param {Props} props */
export const SelfieCard = (props) => {
  const { app, at, content, submission } = props;
  const [plain, setPlain] = useState(false);
  const [challenge, setChallenge] = useState(/** @type {import('./liveness.js').Challenge | null} */ (null));
  const [frames, setFrames] = useState(/** @type {HTMLCanvasElement[]} */ ([]));
  const [asking, setAsking] = useState(false);
  const [denied, setDenied] = useState(false);
  const [problem, setProblem] = useState(/** @type {import('../strings/strings.js').Key | null} */ (null));
  const { text } = app;
  if (!content.moves || denied) return html`<${PhotoCard} ...${props} denied=${denied} />`;
  if (plain) {
    return html`<${PhotoCard} ...${props} />
      ${!submission.busy && html`<div class="actions stack"><button type="button" class="button plain" onClick=${() => setPlain(false)}>${text('turn_after_all')}</button></div>`}`;
  }

  const begin = () => {
    submission.clear();
    setFrames([]);
    setAsking(true);
    setProblem(null);
    app.evidence.ask(at, 'challenge').then(setChallenge, (refusal) => setProblem(problemOf(refusal))).finally(() => setAsking(false));
  };
  const send = async () => {
    if (!challenge) return;
    const form = new FormData();
    form.append('challenge', challenge.challenge);
    const share = (content.limits.max_bytes ?? 8_000_000) / (frames.length + 1);
    for (const frame of frames) form.append('frame', await encode(frame, share, wantsLess(submission)), 'frame.jpg');
    await submission.send(form);
  };
  if (frames.length > 0 && challenge && !submission.outcome) {
    return html`<${Frames} app=${app} frames=${frames} submission=${submission} onSend=${send} onAgain=${begin} />`;
  }
  return html`
    <div>
      ${content.how && html`<p class="lead">${content.how}</p>`}
      ${content.tip && !submission.outcome && html`<p class="tip-line"><${Icon} name="info" /><span>${content.tip}</span></p>`}
      <${OutcomeNote} app=${app} submission=${submission} />
      ${problem && html`<p class="problem" role="alert"><${Icon} name="warn" /><span>${text(problem)}</span></p>`}
      ${content.before_camera && html`<p class="before-camera">${content.before_camera}</p>`}
      <p class="quiet">${text('turn_intro')}</p>
      <div class="actions stack">
        <button type="button" class="button" disabled=${asking} onClick=${begin}><${Icon} name="camera" />${text('take_selfie')}</button>
        <button type="button" class="button plain" onClick=${() => setPlain(true)}>${text('cannot_turn')}</button>
      </div>
      <p class="secure"><${Icon} name="lock" />${text('secure_note')}</p>
      ${challenge && frames.length === 0 && !asking &&
      html`<${Liveness} app=${app} challenge=${challenge} onFrames=${setFrames} onDenied=${() => setDenied(true)} onClose=${() => setChallenge(null)} />`}
    </div>`;
};

/** @param {{ app: import('../app.js').App, frames: HTMLCanvasElement[], submission: import('./submission.js').Submission, onSend: () => void, onAgain: () => void }} props */
const Frames = ({ app, frames, submission, onSend, onAgain }) => {
  const { text } = app;
  const percent = Math.round(submission.share * 100);
  return html`
    <div>
      <p class="lead"><strong>${text('frames_check')}</strong></p>
      <div class="frames">
        ${frames.map((frame, index) => html`<${Preview} key=${index} picture=${frame} label=${text('frame_of', { n: index + 1, total: frames.length })} mirror />`)}
      </div>
      <${OutcomeNote} app=${app} submission=${submission} />
      ${submission.busy
        ? html`<div class="upload"><progress max="100" value=${percent} aria-label=${text('submitting')}></progress>
            <span role="status">${percent < 100 ? text('uploading', { n: percent }) : text('looking')}</span></div>`
        : html`<p class="secure"><${Icon} name="lock" />${text(submission.problem ? 'secure_note' : 'photo_local')}</p>
            <div class="actions stack">
              <button type="button" class="button" onClick=${onSend}>${text('send_frames')}</button>
              <button type="button" class="button plain" onClick=${onAgain}>${text('retake')}</button>
            </div>`}
    </div>`;
};
