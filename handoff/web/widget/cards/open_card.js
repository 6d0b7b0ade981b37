// @ts-check
import { html } from '../../shared/html.js';
import { Icon } from '../../shared/icons.js';
import { useEffect, useId, useRef, useState } from '../../vendor/hooks.js';
import { readContent } from '../models/content.js';
import { keyOf } from '../strings/strings.js';
import { ConsentCard } from './consent_card.js';
import { OtherWay } from './other_way.js';
import { useSubmission } from './submission.js';

const SETTLED = 150; // ms after which the list has found its place

/**
 * @typedef {{ app: import('../app.js').App, at: import('../../types.js').Ref, kind: string, title: string, body: any,
 *   icon: import('../../shared/icons.js').IconName, step: import('../../types.js').Step | null, again: boolean }} Props `again`: other cards stand below
 */

/** What every card has: its content from the bank, why it is needed, another way, and how the last try went. @param {Props} props */
export const OpenCard = ({ app, at, kind, title, body: Body, icon, step, again }) => {
  const section = useRef(/** @type {HTMLElement | null} */ (null));
  const { content, failed, load } = useContent(app, at);
  const submission = useSubmission(app, at, load);
  const heading = useId();
  useEffect(() => {
    if (!again) return undefined;
    const shown = setTimeout(() => section.current?.scrollIntoView({ block: 'start' }), SETTLED);
    return () => clearTimeout(shown);
  }, []);
  const { text } = app;
  const left = submission.outcome?.attempts_left ?? step?.attempts_left ?? content?.attempts_left ?? null;
  // Consent that this step still lacks is asked for on its own card, before anything else.
  const Shown = content && content.consents.length > 0 ? ConsentCard : Body;
  const tried = (step?.attempts ?? 0) > 0 || submission.outcome !== null;
  return html`
    <section ref=${section} class=${`card ${kind}`} aria-labelledby=${heading} aria-live="off" aria-busy=${submission.busy} onInput=${app.active} onClick=${app.active}>
      <header class="card-head">
        <span class="card-icon"><${Icon} name=${icon} /></span>
        <div>
          <h2 id=${heading}>${content?.title ?? title}</h2>
          ${content?.why && !content.before_camera && html`<p class="quiet">${content.why}</p>`}
          ${(content?.minutes ?? 0) > 0 && html`<p class="quiet">${text('card_minutes', { n: content?.minutes ?? 0 })}</p>`}
        </div>
      </header>
      ${(step?.simulated || content?.simulated) && html`<p class="simulated"><${Icon} name="info" /><span>${text('simulated')}</span></p>`}
      ${!content && !failed && html`<p class="loading">${text('card_loading')}</p>`}
      ${failed &&
      html`<p class="problem" role="alert">${text('card_failed')}
        <button type="button" class="link" onClick=${load}>${text('try_again')}</button></p>`}
      ${content && html`<${Shown} app=${app} at=${at} content=${content} kind=${kind} submission=${submission} />`}
      ${tried && left !== null && kind !== 'consent' && html`<p class="attempts">${text('attempts_left', { n: left })}</p>`}
      <footer class="card-foot">
        ${app.write && html`<button type="button" class="link" onClick=${() => app.write(text(keyOf('why', kind, 'why_ask')))}>${text('why_ask')}</button>`}
        ${(step?.alternative ?? content?.alternative) && html`<${OtherWay} app=${app} at=${at} way=${step?.alternative_kind ?? content?.alternative_kind ?? null} />`}
      </footer>
    </section>`;
};

/** @param {import('../app.js').App} app @param {import('../../types.js').Ref} at */
const useContent = (app, at) => {
  const [content, setContent] = useState(/** @type {import('../../types.js').CardContent | null} */ (null));
  const [failed, setFailed] = useState(false);
  const { language, log } = app.conversation.value;
  // Taken back in the menu, or on another device: the step asks for it again before anything else.
  const takenBack = log.messages.filter(({ body }) => body.name === 'consent_withdrawn').length;
  const load = () => {
    setFailed(false);
    app.evidence.content(at, language).then((told) => setContent(readContent(told)), () => setFailed(true));
  };
  useEffect(load, [at.case_id, at.step, language, takenBack]);
  return { content, failed, load };
};
