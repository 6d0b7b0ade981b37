// @ts-check
import { html } from '../../shared/html.js';
import { useState } from '../../vendor/hooks.js';
import { CodeEntry } from './code_entry.js';
import { DetailsCard } from './details_card.js';

/** @typedef {import('../../types.js').CodeState} CodeState @typedef {{ app: import('../app.js').App, at: import('../../types.js').Ref, content: import('../../types.js').CardContent, submission: import('./submission.js').Submission }} Props */

/** First an account of the customer's own, then the code that stands on its statement. @param {Props} props */
export const TransferCard = ({ app, content, submission, ...props }) => {
  const [elsewhere, setElsewhere] = useState(false);
  const sent = content.code;
  const form = { ...submission, send: (/** @type {object} */ body) => (setElsewhere(false), submission.send(body)) };
  if (!sent?.sent || elsewhere) return html`<${DetailsCard} app=${app} content=${content} submission=${form} ...${props} />`;
  const code = { ...sent, to: sent.to ?? content.code?.to ?? null };
  return html`<${CodeEntry} app=${app} code=${code} submission=${submission} sending=${submission.busy} problem=${null} onAgain=${() => (submission.clear(), setElsewhere(true))} />`;
};
