// @ts-check
import { html } from '../../shared/html.js';
import { Mark } from '../../shared/icons.js';
import { signOut, state } from '../store.js';
import { Customer } from './customer.js';
import { Home } from './home.js';
import { Languages, t } from './parts.js';
import { SignIn, Thanks } from './sign_in.js';
import { Visit } from './visit.js';

const Top = () => html`<header class="branch-top">
  <${Mark} /><strong>${t('title')}</strong>
  <${Languages} />
  <span class="branch-who"><bdi>${state.value.me?.name}</bdi></span>
  <button type="button" class="button plain small" onClick=${signOut}>${t('sign_out')}</button>
</header>`;

const Notice = () => state.value.notice && html`<p class=${state.value.notice.bad ? 'branch-notice bad' : 'branch-notice'} role="alert">${state.value.notice.text}</p>`;

/** @param {{ children?: any }} props */
const OfStaff = ({ children }) => html`<${Top} /><main class="branch-main">
  ${state.value.me?.permissions.includes('branch:assist') ? children : html`<p class="problem">${t('not_allowed')}</p>`}</main>`;

export const Screen = () => {
  const { screen, language } = state.value;
  if (screen === 'loading') return null;
  const shown = {
    sign_in: () => html`<${SignIn} />`,
    thanks: () => html`<${Thanks} />`,
    customer: () => html`<${Customer} />`,
    home: () => html`<${OfStaff}><${Home} /><//>`,
    visit: () => html`<${OfStaff}><${Visit} /><//>`,
  }[screen];
  return html`<div class="branch" lang=${language} data-screen=${screen}>${shown()}<${Notice} /></div>`;
};
