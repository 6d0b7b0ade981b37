// @ts-check
import { html } from '../../shared/html.js';
import { Icon } from '../../shared/icons.js';
import { stateOf, stepOf } from '../models/journey.js';
import { keyOf } from '../strings/strings.js';
import { CodeCard } from './code_card.js';
import { ConsentCard } from './consent_card.js';
import { DetailsCard } from './details_card.js';
import { OpenCard } from './open_card.js';
import { ElsewhereCard } from './elsewhere_card.js';
import { PhotoCard } from './photo_card.js';
import { ResultCard } from './result_card.js';
import { SelfieCard } from './selfie_card.js';
import { SignatureCard } from './signature_card.js';
import { TransferCard } from './transfer_card.js';
import { VendorCard } from './vendor_card.js';

/** @type {Record<string, { body: any, icon: import('../../shared/icons.js').IconName }>} */
export const CARDS = {
  consent: { body: ConsentCard, icon: 'shield' },
  details: { body: DetailsCard, icon: 'list' },
  code: { body: CodeCard, icon: 'chat' },
  document: { body: PhotoCard, icon: 'document' },
  selfie: { body: SelfieCard, icon: 'selfie' },
  transfer: { body: TransferCard, icon: 'send' },
  signature: { body: SignatureCard, icon: 'text' },
  vendor: { body: VendorCard, icon: 'shield' },
  visit: { body: ElsewhereCard, icon: 'person' },
  video: { body: ElsewhereCard, icon: 'camera' },
};
const SIGNS = /** @type {const} */ ({ passed: 'check', received: 'check', failed: 'warn', replaced: 'refresh' });

/** Open while its step is the current one; afterwards one line that says what became of it. @param {{ app: import('../app.js').App, message: import('../../types.js').Message, live: boolean }} props */
export const Card = ({ app, message, live }) => {
  const { card = '', ref } = message.body;
  const { journey } = app.conversation.value;
  if (card === 'result') return html`<${ResultCard} app=${app} />`;
  const shape = CARDS[card];
  if (!shape || !ref) return null;
  const state = stateOf(journey, ref);
  const title = app.text(keyOf('kind', card, 'kind_other'));
  if (live && state === 'current') {
    const again = app.conversation.value.log.messages.some((one) => one.kind === 'card' && one.seq > message.seq);
    return html`<${OpenCard} app=${app} at=${ref} kind=${card} icon=${shape.icon} title=${title} body=${shape.body} step=${stepOf(journey, ref.step)} again=${again} />`;
  }
  const shown = state === 'current' ? 'gone' : state;
  return html`
    <p class=${`card-line ${shown}`}>
      <${Icon} name=${SIGNS[/** @type {keyof typeof SIGNS} */ (shown)] ?? shape.icon} />
      <strong>${title}</strong>
      <span>${live || state !== 'current' ? app.text(keyOf('step', shown, 'step_gone')) : app.text('card_moved')}</span>
    </p>`;
};
