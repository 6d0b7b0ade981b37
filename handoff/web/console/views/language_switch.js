// @ts-check
import { html } from "../html.js";
import { remembered, speak } from "../language.js";

const NAMES = /** @type {const} */ ({ ko: "한국어", fa: "فارسی", en: "English" });

export const LanguageSwitch = () => html`<div class="languages" role="group" aria-label="Language">
  ${Object.entries(NAMES).map(([code, name]) => html`<button type="button" lang=${code}
    aria-pressed=${remembered.value === code} onClick=${() => speak(/** @type {any} */ (code))}>${name}</button>`)}
</div>`;
