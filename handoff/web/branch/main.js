// @ts-check
import '../vendor/signals.js'; // makes components follow the signals that they read
import { html } from '../shared/html.js';
import { render } from '../vendor/preact.js';
import { begin, speak, state } from './store.js';
import { Screen } from './views/screen.js';

speak(state.value.language);
render(html`<${Screen} />`, /** @type {Element} */ (document.getElementById('branch')));
void begin();
