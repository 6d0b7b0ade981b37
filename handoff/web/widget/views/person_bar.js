// @ts-check
import { html } from '../../shared/html.js';
import { Icon } from '../../shared/icons.js';
import { useState } from '../../vendor/hooks.js';
import { personState } from '../models/handoff.js';

/** Always there, in the same place: ask for a person, see where in the queue, see who is here. @param {{ app: import('../app.js').App }} props */
export const PersonBar = ({ app }) => {
  const person = personState(app.conversation.value);
  const [failed, setFailed] = useState(false);
  const { text } = app;
  const request = async () => setFailed(!(await app.requestPerson()));
  if (person.state === 'here') {
    return html`<p class="person here" role="status"><${Icon} name="person" />${text('person_here', { name: person.name })}</p>`;
  }
  if (person.state === 'waiting') return html`<${Waiting} app=${app} position=${person.position} minutes=${person.minutes} />`;
  return html`
    <div class="person free">
      <button type="button" class="pill" onClick=${request}><${Icon} name="person" />${text('person')}</button>
      ${failed && html`<span class="person-failed" role="alert">${text('person_failed')}</span>`}
    </div>`;
};

/** @param {{ app: import('../app.js').App, position: number | null, minutes: number | null }} props */
const Waiting = ({ app, position, minutes }) => {
  const { text } = app;
  const facts = [position && text('person_position', { n: position }), minutes && text('person_eta', { n: minutes })];
  return html`
    <div class="person waiting" role="status">
      <span class="person-pulse"><${Icon} name="person" /></span>
      <p>
        <strong>${text('person_waiting')}</strong>
        <span>${[facts.filter(Boolean).join(' · '), text('person_meanwhile')].filter(Boolean).join('. ').replace(/\.\. /g, '. ')}</span>
      </p>
      <button type="button" class="link" onClick=${app.leaveQueue}>${text('leave_queue')}</button>
    </div>`;
};
