// @ts-check
import { html, useEffect, useRef, useState } from "../html.js";
import * as api from "../api.js";
import { t, term } from "../language.js";
import { attempt, may } from "../store.js";
import { Dialog } from "./dialogs.js";

const SHOWN_FOR_MS = 60000; // a revealed value closes by itself

/** Asks why, shows, hides again. @template T @param {(reason: string) => Promise<T>} fetch */
function useReveal(fetch) {
  const [asking, setAsking] = useState(false);
  const [shown, setShown] = useState(/** @type {T | null} */ (null));
  useEffect(() => {
    if (shown === null) return undefined;
    const timer = setTimeout(() => setShown(null), SHOWN_FOR_MS);
    return () => clearTimeout(timer);
  }, [shown]);
  const go = (/** @type {string} */ reason) => attempt(async () => {
    setShown(await fetch(reason));
    setAsking(false);
  });
  return { asking, shown, ask: () => setAsking(true), cancel: () => setAsking(false), hide: () => setShown(null), go };
}

/** @param {{go: (reason: string) => void, close: () => void}} props */
function Reason({ go, close }) {
  const [reason, setReason] = useState("");
  return html`<${Dialog} title=${t("review.reveal_title")} close=${close}>
    <p class="hint">${t("review.reveal_hint")}</p>
    <input value=${reason} maxlength="300" dir="auto" autofocus aria-label=${t("review.reveal_title")}
      onInput=${(/** @type {any} */ e) => setReason(e.target.value)} />
    <div class="actions"><button class="quiet" onClick=${close}>${t("action.cancel")}</button>
      <button class="primary" disabled=${!reason.trim()} onClick=${() => go(reason.trim())}>${t("review.reveal")}</button></div>
  <//>`;
}

/** @param {{state: ReturnType<typeof useReveal>}} props */
const Button = ({ state }) => may("case:reveal") ? html`<button onClick=${state.shown === null ? state.ask : state.hide}>
  ${state.shown === null ? t("review.reveal") : t("review.hide")}</button>` : null;

/** @param {{caseId: string, value: {name: string, label: string, masked: string}}} props */
export function Value({ caseId, value }) {
  const state = useReveal(async (reason) => (await api.reveal(caseId, { field: value.name }, reason)).shown.value);
  return html`<li><span class="hint">${value.label}</span>
    <bdi class=${state.shown === null ? "" : "shown"}>${state.shown ?? value.masked}</bdi>
    <${Button} state=${state} />
    ${state.asking && html`<${Reason} go=${state.go} close=${state.cancel} />`}</li>`;
}

/** Drawn on a canvas: the policy of the page allows no blob: or data: images. @param {{blob: Blob}} props */
function Picture({ blob }) {
  const canvas = useRef(/** @type {HTMLCanvasElement | null} */ (null));
  useEffect(() => {
    void createImageBitmap(blob).then((image) => {
      if (!canvas.current) return;
      Object.assign(canvas.current, { width: image.width, height: image.height });
      canvas.current.getContext("2d")?.drawImage(image, 0, 0);
    });
  }, [blob]);
  return html`<canvas ref=${canvas} role="img" aria-label=${t("review.evidence")}></canvas>`;
}

/** @param {{caseId: string, evidence: {evidence_id: string, kind: string}}} props */
export function Photo({ caseId, evidence }) {
  const state = useReveal(async (reason) => (await api.reveal(caseId, { evidence_id: evidence.evidence_id }, reason)).shown);
  return html`<figure class="photo">
    ${state.shown === null ? html`<div class="hidden-photo"></div>` : html`<${Picture} blob=${state.shown} />`}
    <figcaption>${term("step", evidence.kind)}</figcaption>
    <${Button} state=${state} />
    ${state.asking && html`<${Reason} go=${state.go} close=${state.cancel} />`}
  </figure>`;
}
