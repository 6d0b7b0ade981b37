// @ts-check
import { html } from '../../shared/html.js';
import { Icon } from '../../shared/icons.js';
import { useEffect, useRef, useState } from '../../vendor/hooks.js';
import { OutcomeNote } from './outcome.js';

const INK = '#101820'; // on white, whatever the appearance of the chat: it is a document
const PEN = 7; // px of the canvas, which a phone draws at a third of its size

/** @typedef {{ app: import('../app.js').App, content: import('../../types.js').CardContent, submission: import('./submission.js').Submission }} Props */

/** The statement, and a field to sign with a finger, pen or mouse. @param {Props} props */
export const SignatureCard = ({ app, content, submission }) => {
  const canvas = useRef(/** @type {HTMLCanvasElement | null} */ (null));
  const [signed, setSigned] = useState(false);
  const { text } = app;
  const wipe = () => {
    blank(canvas.current);
    setSigned(false);
  };
  // Another text needs another signature, and so does a drawing that the bank has looked at; a broken line needs none.
  useEffect(wipe, [content.statement_hash, submission.outcome]);
  const clear = () => {
    wipe();
    submission.clear();
  };
  const send = async () => {
    const picture = await new Promise((/** @type {(blob: Blob | null) => void} */ done) => canvas.current?.toBlob(done, 'image/png'));
    const under = content.statement_hash ? { statement: content.statement_hash } : undefined;
    if (picture) await submission.send(picture, under);
  };
  return html`
    <div>
      ${content.how && html`<p class="lead">${content.how}</p>`}
      ${content.statement && html`<blockquote class="statement">${content.statement}</blockquote>`}
      <canvas ref=${canvas} class="sign-here" width="900" height="360" role="img" aria-label=${text('sign_here')}
        onPointerDown=${pen} onPointerMove=${(/** @type {any} */ event) => pen(event) && setSigned(true)}></canvas>
      ${content.tip && !submission.outcome && html`<p class="tip-line"><${Icon} name="info" /><span>${content.tip}</span></p>`}
      <${OutcomeNote} app=${app} submission=${submission} />
      <p class="secure"><${Icon} name="lock" />${text('secure_note')}</p>
      <div class="actions stack">
        <button type="button" class="button" disabled=${!signed || submission.busy} onClick=${send}>${text(submission.busy ? 'submitting' : 'submit')}</button>
        <button type="button" class="button plain" disabled=${!signed || submission.busy} onClick=${clear}>${text('clear_signature')}</button>
      </div>
    </div>`;
};

/** @param {HTMLCanvasElement | null} canvas */
const blank = (canvas) => {
  const context = canvas?.getContext('2d');
  if (!canvas || !context) return;
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, canvas.width, canvas.height);
};

/** Draws while the pen is down; true when it has left ink. @param {any} event */
const pen = (event) => {
  const canvas = /** @type {HTMLCanvasElement} */ (event.currentTarget);
  const context = canvas.getContext('2d');
  if (!context || (event.type === 'pointermove' && event.buttons === 0)) return false;
  const box = canvas.getBoundingClientRect();
  const x = ((event.clientX - box.left) / box.width) * canvas.width;
  const y = ((event.clientY - box.top) / box.height) * canvas.height;
  if (event.type === 'pointerdown') {
    canvas.setPointerCapture(event.pointerId);
    context.beginPath();
    context.moveTo(x, y);
    return false;
  }
  context.lineWidth = PEN;
  context.lineCap = context.lineJoin = 'round';
  context.strokeStyle = INK;
  context.lineTo(x, y);
  context.stroke();
  return true;
};
