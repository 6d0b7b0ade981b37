// @ts-check
import { showArrived } from './phone.js';
import { TEXTS } from './texts.js';

/** @typedef {{ mount(options: object): { open(): void, close(): void, logout(): void, setLanguage(language: string): void } }} Loader */

const form = /** @type {HTMLFormElement} */ (document.getElementById('customer'));
const nameField = /** @type {HTMLInputElement} */ (form.elements.namedItem('name'));
const asked = new URLSearchParams(location.search);
const spoken = [asked.get('language'), sessionStorage.getItem('language'), ...navigator.languages.map((tag) => tag.slice(0, 2)), 'en'];
let language = /** @type {string} */ (spoken.find((code) => code && code in TEXTS));

/** The demonstration's customer, new for every browser tab that asks for one. */
const customer = {
  get sub() {
    const known = asked.get('sub') ?? sessionStorage.getItem('sub');
    if (known) return known;
    const fresh = `demo-${crypto.randomUUID()}`;
    sessionStorage.setItem('sub', fresh);
    return fresh;
  },
  get name() {
    return nameField.value.trim() || TEXTS[language].default_name;
  },
};

/** As a bank's own backend would, after its own login. */
const token = async () => {
  const wish = new URLSearchParams({ sub: customer.sub, name: customer.name, locale: language });
  const answer = await fetch(`/dev/token?${wish}`);
  return answer.ok ? (await answer.json()).token : null;
};

const render = () => {
  document.documentElement.lang = language;
  document.documentElement.dir = language === 'fa' ? 'rtl' : 'ltr';
  document.title = TEXTS[language].bank;
  for (const element of document.querySelectorAll('[data-text]')) {
    element.textContent = TEXTS[language][element.getAttribute('data-text') ?? ''];
  }
  for (const button of document.querySelectorAll('[data-language]')) {
    button.setAttribute('aria-pressed', String(button.getAttribute('data-language') === language));
  }
  nameField.placeholder = TEXTS[language].default_name;
};

/** @param {string} next */
const speak = (next) => {
  language = next;
  sessionStorage.setItem('language', next);
  render();
};
render();

// The chat lives on another origin than the bank's page, as in a bank: localhost is not 127.0.0.1.
const origin = `${location.protocol}//localhost:${location.port}`;
const { Gildong } = /** @type {{ Gildong: Loader }} */ (/** @type {unknown} */ (window));
const chat = Gildong.mount({ origin, language, token, onLanguage: speak });

document.getElementById('start')?.addEventListener('click', () => chat.open());
document.getElementById('leave')?.addEventListener('click', () => chat.logout());
for (const button of document.querySelectorAll('[data-language]')) {
  button.addEventListener('click', () => {
    speak(button.getAttribute('data-language') ?? 'en');
    chat.setLanguage(language);
  });
}
form.addEventListener('submit', (event) => {
  event.preventDefault();
  sessionStorage.removeItem('sub');
  chat.logout();
  location.reload();
});

// Codes go to a phone and an account that exist on this page only.
showArrived({ token, text: (key) => TEXTS[language][key], now: () => language });
