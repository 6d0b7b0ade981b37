// @ts-check
import { html, render } from "./html.js";
import { remembered as language, speak } from "./language.js";
import { begin, me } from "./store.js";
import { Desk } from "./views/desk.js";
import { Login } from "./views/login.js";

function Console() {
  if (me.value === undefined) return null;
  return me.value ? html`<${Desk} key=${language.value} />` : html`<${Login} key=${language.value} />`;
}

speak(language.value);
const root = document.getElementById("console");
if (root) render(html`<${Console} />`, root);
void begin();
