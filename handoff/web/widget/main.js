// @ts-check
import '../vendor/signals.js'; // makes components follow the signals that they read
import { html } from '../shared/html.js';
import { render } from '../vendor/preact.js';
import { createApp } from './app.js';
import { findHost } from './host.js';
import { isLanguage } from './strings/strings.js';
import { Shell } from './views/shell.js';

const spoken = navigator.languages.map((tag) => tag.slice(0, 2)).find(isLanguage);
const host = await findHost(window);
const app = await createApp({ host, origin: location.origin, language: host.language ?? spoken ?? 'en' });
render(html`<${Shell} app=${app} />`, /** @type {Element} */ (document.getElementById('chat')));
