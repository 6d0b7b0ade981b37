// @ts-check
import { html } from '../../shared/html.js';
import { Icon } from '../../shared/icons.js';
import { keyOf } from '../strings/strings.js';

// These make the bot speak, or stand on the step's card and in the progress, or are long gone: nothing need be told.
const SILENT = ['opened', 'came_back', 'step_idle', 'step_stuck', 'person_wanted', 'consent_given', 'forgotten'];
const ON_THE_CARD = ['passed', 'received', 'failed'];

/**
 * Which words an event has in the widget; null when it says nothing.
 * @param {{ name?: string, params?: Record<string, any> }} body @returns {import('../strings/strings.js').Key | null}
 */
export const eventKey = ({ name = '', params = {} }) => {
  if (SILENT.includes(name)) return null;
  if (name === 'case_moved') {
    return ON_THE_CARD.includes(params.result) ? null : keyOf('event', params.result, 'event_case_moved');
  }
  if (name === 'bot_unavailable') return params.state === 'slow' ? 'event_bot_slow' : 'event_bot_failed';
  return keyOf('event', name, null);
};

/** @param {{ app: import('../app.js').App, message: import('../../types.js').Message }} props */
export const EventLine = ({ app, message }) => {
  const key = eventKey(message.body);
  if (!key) return null;
  const { name, params = {} } = message.body;
  const step = app.text(keyOf('kind', params.kind ?? params.step, 'kind_other'));
  const words = app.text(key, { step, name: params.name ?? '' });
  const last = app.conversation.value.log.messages.at(-1)?.seq === message.seq;
  if (name !== 'bot_unavailable') {
    return html`<p class=${name === 'masked' ? 'event-line notice' : 'event-line'}>
      ${name === 'masked' && html`<${Icon} name="lock" />`}<span>${words}</span>
    </p>`;
  }
  return html`
    <div class="event-line notice">
      <${Icon} name="info" />
      <span>${words}</span>
      ${last && html`<button type="button" class="pill" onClick=${app.requestPerson}><${Icon} name="person" />${app.text('person')}</button>`}
    </div>`;
};
