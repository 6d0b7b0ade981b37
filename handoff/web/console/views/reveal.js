// @ts-check
import { html, useEffect, useRef, useState } from "../html.js";
import * as api from "../api.js";
import { day, digits, t, term } from "../language.js";
import { secondsLeft } from "../models/checks.js";
import { attempt, may, me } from "../store.js";
import { Dialog } from "./dialogs.js";

/** Asks why, shows for as long as the server allows, and lets go of it again. @param {(reason: string) => Promise<{seconds: number, shown: any}>} fetch */
function useReveal(fetch) {
  const [asking, setAsking] = useState(false);
  const [shown, setShown] = useState(/** @type {any} */ (null));
  const [until, setUntil] = useState(0);
  const [left, setLeft] = useState(0);
  const hide = () => setShown(null);
  useEffect(() => {
    if (shown === null) return undefined;
    const timer = setInterval(() => setLeft(secondsLeft(until, Date.now())), 1000);
    return () => clearInterval(timer);
  }, [shown, until]);
  useEffect(() => void (shown !== null && left <= 0 && hide()), [shown, left]);
  const go = (/** @type {string} */ reason) => attempt(async () => {
    const answer = await fetch(reason);
    setUntil(Date.now() + answer.seconds * 1000);
    setLeft(answer.seconds);
    setShown(answer.shown);
    setAsking(false);
  });
  return { asking, shown, left, ask: () => setAsking(true), cancel: () => setAsking(false), hide, go };
}

/** @param {{go: (reason: string) => void, close: () => void}} props */
function Reason({ go, close }) {
  const [reason, setReason] = useState("");
  return html`<${Dialog} title=${t("review.reveal_title")} close=${close}>
    <p class="hint">${t("review.reveal_hint")}</p>
    <input value=${reason} maxlength="300" dir="auto" autofocus aria-label=${t("review.reveal_title")}
      onInput=${(/** @type {any} */ e) => setReason(e.target.value)} />
    <div class="actions"><button class="quiet" onClick=${close}>${t("action.cancel")}</button>
      <button class="primary" disabled=${reason.trim().length < 3} onClick=${() => go(reason.trim())}>${t("review.reveal")}</button></div>
  <//>`;
}

/** @param {{state: ReturnType<typeof useReveal>}} props */
const Controls = ({ state }) => may("case:reveal") ? html`<span class="reveal-controls">
    ${state.shown !== null && html`<span class="hint" role="timer">${t("review.closes", { seconds: digits(String(state.left)) })}</span>`}
    <button onClick=${state.shown === null ? state.ask : state.hide}>${state.shown === null ? t("review.reveal") : t("review.hide")}</button>
  </span>
  ${state.asking && html`<${Reason} go=${state.go} close=${state.cancel} />`}` : null;

/** @param {{caseId: string, value: {name: string, label: string, masked: string}}} props */
export function Value({ caseId, value }) {
  const state = useReveal((reason) => api.reveal(caseId, { field: value.name }, reason));
  return html`<li><span class="hint">${value.label}</span>
    <bdi class=${state.shown === null ? "" : "shown"}>${state.shown?.value ?? value.masked}</bdi>
    <${Controls} state=${state} /></li>`;
}

/** Who looks and when, all over the picture: a photo of this screen says where it came from.
 * @param {CanvasRenderingContext2D} pen @param {number} width @param {number} height @param {string} mark */
function watermark(pen, width, height, mark) {
  const size = Math.max(16, Math.round(width / 20));
  pen.font = `600 ${size}px system-ui, sans-serif`;
  Object.assign(pen, { direction: "ltr", textAlign: "left" });
  pen.fillStyle = "rgb(255 255 255 / .55)";
  pen.strokeStyle = "rgb(0 0 0 / .35)";
  pen.rotate(-Math.PI / 9);
  const step = pen.measureText(mark).width + size * 3;
  for (let y = -height; y < height * 2; y += size * 6) {
    for (let x = -width; x < width * 2; x += step) {
      pen.strokeText(mark, x, y);
      pen.fillText(mark, x, y);
    }
  }
}

/** Drawn on a canvas: the policy of the page allows no blob: or data: images. @param {{blob: Blob}} props */
function Picture({ blob }) {
  const canvas = useRef(/** @type {HTMLCanvasElement | null} */ (null));
  useEffect(() => {
    const mark = `${me.value?.name} · ${day(new Date().toISOString())}`;
    const drawn = canvas.current;
    void createImageBitmap(blob).then((image) => {
      if (!canvas.current) return image.close();
      Object.assign(canvas.current, { width: image.width, height: image.height });
      const pen = canvas.current.getContext("2d");
      pen?.drawImage(image, 0, 0);
      if (pen) watermark(pen, image.width, image.height, mark);
      image.close();
    });
    return () => void (drawn && (drawn.width = 0)); // nothing of it stays in the page
  }, [blob]);
  return html`<canvas ref=${canvas} role="img" aria-label=${t("review.evidence")}></canvas>`;
}

/** @param {{caseId: string, evidence: {evidence_id: string, kind: string}}} props */
export function Photo({ caseId, evidence }) {
  const state = useReveal((reason) => api.reveal(caseId, { evidence_id: evidence.evidence_id }, reason));
  return html`<figure class="photo">
    ${state.shown === null ? html`<div class="hidden-photo"></div>` : html`<${Picture} blob=${state.shown} />`}
    <figcaption>${term("step", evidence.kind)}</figcaption>
    <${Controls} state=${state} />
  </figure>`;
}
