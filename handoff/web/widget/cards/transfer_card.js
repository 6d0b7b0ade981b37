// @ts-check
import { html } from '../../shared/html.js';
import { useEffect, useState } from '../../vendor/hooks.js';
import { CodeEntry, TO_ACCOUNT } from './code_entry.js';
import { DetailsCard } from './details_card.js';

/** @typedef {{ app: import('../app.js').App, at: import('../../types.js').Ref, content: import('../../types.js').CardContent, submission: import('./submission.js').Submission }} Props */

/** First an account of the customer's own, then the code that stands on its statement. @param {Props} props */
export const TransferCard = ({ app, content, submission, ...props }) => {
  const [elsewhere, setElsewhere] = useState(false);
  const { code } = content;
  const turn = (/** @type {boolean} */ away) => (submission.clear(), setElsewhere(away));
  useEffect(() => setElsewhere(false), [content]); // read anew once a transfer is on its way
  if (code?.sent && !elsewhere) {
    return html`<${CodeEntry} app=${app} code=${code} words=${TO_ACCOUNT} submission=${submission} sending=${submission.busy} problem=${null} onAgain=${() => turn(true)} />`;
  }
  return html`
    <${DetailsCard} app=${app} content=${content} submission=${submission} ...${props} />
    ${code?.sent && html`<div class="actions stack"><button type="button" class="button plain" onClick=${() => turn(false)}>${app.text('transfer_back')}</button></div>`}`;
};
