// @ts-check
import { html } from '../../shared/html.js';
import { Icon, Mark } from '../../shared/icons.js';
import { isLanguage, LANGUAGES } from '../strings/strings.js';
import { Menu } from './menu.js';

/** @param {import('../../types.js').Conversation} conversation */
const bankName = ({ bank, language }) => (typeof bank.name === 'string' ? bank.name : bank.name[language] ?? bank.name.en ?? '');

/** @param {{ app: import('../app.js').App, onConsents: () => void, onBranch: () => void, onEnd: () => void }} props */
export const Header = ({ app, onConsents, onBranch, onEnd }) => {
  const { text } = app;
  const { owner } = app.conversation.value;
  const human = owner.kind === 'agent';
  return html`
    <header class="head">
      <${Mark} />
      <div class="head-names">
        <h1 class="head-bank" dir="auto">${bankName(app.conversation.value) || ' '}</h1>
        <p class=${human ? 'head-who human' : 'head-who'}>
          ${human ? text('with_person', { name: owner.name ?? '' }) : text('assistant')}
        </p>
      </div>
      <${LanguageSwitch} app=${app} />
      <${Menu} app=${app} onConsents=${onConsents} onBranch=${onBranch} onEnd=${onEnd} />
      ${app.host.embedded &&
      html`<button type="button" class="round" aria-label=${text('close_chat')} onClick=${app.close}><${Icon} name="close" /></button>`}
    </header>`;
};

/** @param {{ app: import('../app.js').App }} props */
const LanguageSwitch = ({ app }) => {
  const { language } = app.conversation.value;
  /** @param {Event & { currentTarget: HTMLSelectElement }} event */
  const change = ({ currentTarget }) => isLanguage(currentTarget.value) && app.setLanguage(currentTarget.value);
  return html`
    <label class="language">
      <${Icon} name="globe" />
      <span class="visually-hidden">${app.text('language')}</span>
      <select value=${language} onChange=${change}>
        ${Object.entries(LANGUAGES).map(([code, name]) => html`<option key=${code} value=${code} lang=${code} selected=${code === language}>${name}</option>`)}
      </select>
    </label>`;
};
