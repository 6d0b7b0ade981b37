// @ts-check
import { html } from '../../shared/html.js';

/** @param {{ app: import('../app.js').App }} props */
export const Typing = ({ app }) => {
  const { typing, owner } = app.conversation.value;
  if (typing !== 'bot' && typing !== 'agent') return null;
  const who = typing === 'agent' ? app.text('typing_agent', { name: owner.name ?? '' }) : app.text('typing_bot');
  return html`
    <p class="typing">
      <span class="dots" aria-hidden="true"><i></i><i></i><i></i></span>
      <span class="visually-hidden" role="status">${who}</span>
    </p>`;
};
