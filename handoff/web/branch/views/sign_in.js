// @ts-check
import { html } from '../../shared/html.js';
import { Icon, Mark } from '../../shared/icons.js';
import { useState } from '../../vendor/hooks.js';
import { errorText } from '../language.js';
import { signIn, state, toSignIn } from '../store.js';
import { Field, Languages, t } from './parts.js';

export const SignIn = () => {
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);
  const submit = async (/** @type {Event} */ event) => {
    event.preventDefault();
    setBusy(true);
    setProblem('');
    await signIn(username.trim(), password).catch((error) => {
      setProblem(errorText(state.value.language, error));
      setBusy(false);
    });
  };
  return html`<main class="branch-middle"><form class="panel narrow" onSubmit=${submit}>
    <h1 class="branch-brand"><${Mark} />${t('title')}</h1>
    <${Field} name="username" label=${t('username')} value=${username} onInput=${setUsername} dir="ltr" autocomplete="off" />
    <${Field} name="password" label=${t('password')} value=${password} onInput=${setPassword} type="password" dir="ltr" autocomplete="off" />
    ${problem && html`<p class="problem" role="alert">${problem}</p>`}
    <button class="button big" disabled=${busy || !username.trim() || !password}>${t('sign_in')}</button>
    <${Languages} />
  </form></main>`;
};

/** What the customer sees last. */
export const Thanks = () => html`<main class="branch-middle"><section class="panel narrow thanks">
  <span class="result-sign"><${Icon} name="check" /></span>
  <h1>${t('thanks_title')}</h1>
  <p>${t('thanks_body')}</p>
  <button type="button" class="button plain" onClick=${toSignIn}>${t('thanks_staff')}</button>
</section></main>`;
