// @ts-check
import { html } from '../../shared/html.js';
import { useState } from '../../vendor/hooks.js';
import { Banner } from './banner.js';
import { BranchCode } from './branch_code.js';
import { Composer } from './composer.js';
import { Consents } from './consents.js';
import { Confirm } from './dialog.js';
import { Ended } from './ended.js';
import { Header } from './header.js';
import { Messages } from './messages.js';
import { PersonBar } from './person_bar.js';
import { Progress } from './progress.js';

/** @param {{ app: import('../app.js').App }} props */
export const Shell = ({ app }) => {
  const [open, setOpen] = useState(/** @type {'consents' | 'branch' | 'end' | null} */ (null));
  const { text } = app;
  const shut = () => setOpen(null);
  if (app.line.value === 'ended') return html`<${Ended} app=${app} />`;
  /** Dialogs and the menu close first: theirs is the nearer key. @param {KeyboardEvent} event */
  const leave = (event) => void (event.key === 'Escape' && !document.querySelector('dialog[open]') && app.close());
  return html`
    <div class="shell" onKeyDown=${leave}>
      <${Header} app=${app} onConsents=${() => setOpen('consents')} onBranch=${() => setOpen('branch')} onEnd=${() => setOpen('end')} />
      <${Progress} app=${app} />
      <${Banner} app=${app} />
      <${Messages} app=${app} />
      <footer class="foot">
        <${PersonBar} app=${app} />
        <${Composer} app=${app} />
      </footer>
      ${open === 'consents' && html`<${Consents} app=${app} onClose=${shut} />`}
      ${open === 'branch' && html`<${BranchCode} app=${app} onClose=${shut} />`}
      ${open === 'end' &&
      html`<${Confirm} title=${text('end_title')} body=${text('end_body')} confirm=${text('end_confirm')}
        cancel=${text('cancel')} onClose=${shut} onConfirm=${() => app.logout()} />`}
    </div>`;
};
