// @ts-check
import { html } from '../../shared/html.js';
import { useState } from '../../vendor/hooks.js';
import { Confirm } from '../views/dialog.js';

/** What follows is said before it is chosen. @param {{ app: import('../app.js').App, at: import('../../types.js').Ref, way: string | null }} props */
export const OtherWay = ({ app, at, way }) => {
  const [asked, setAsked] = useState(false);
  const [failed, setFailed] = useState(false);
  const { text } = app;
  const choose = () => {
    setAsked(false);
    app.evidence.alternative(at).then((answer) => app.hearJourney(answer?.journey), () => setFailed(true));
  };
  return html`
    <button type="button" class="link" onClick=${() => setAsked(true)}>${text('other_way')}</button>
    ${failed && html`<span role="alert" class="meta-bad">${text('error_other')}</span>`}
    ${asked &&
    html`<${Confirm} title=${text('other_way_confirm')} body=${text(way === 'video' ? 'other_way_video' : 'other_way_visit')} confirm=${text('other_way')}
      cancel=${text('cancel')} onConfirm=${choose} onClose=${() => setAsked(false)} />`}`;
};
