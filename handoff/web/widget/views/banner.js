// @ts-check
import { html } from '../../shared/html.js';
import { Icon } from '../../shared/icons.js';
import { useEffect, useState } from '../../vendor/hooks.js';

const PATIENCE = 1500; // ms; a line that is back so soon need not be talked about

/** @param {{ app: import('../app.js').App }} props */
export const Banner = ({ app }) => {
  const line = app.line.value;
  const [late, setLate] = useState(false);
  useEffect(() => {
    setLate(false);
    if (line === 'online') return undefined;
    const timer = setTimeout(() => setLate(true), PATIENCE);
    return () => clearTimeout(timer);
  }, [line]);
  const shown = late && line !== 'online';
  const key = line === 'signed_out' ? 'signed_out' : line === 'connecting' ? 'connecting' : 'offline';
  return html`<div class="banner-place" role="status">
    ${shown && html`<p class=${`banner ${key}`}><${Icon} name=${key === 'connecting' ? 'clock' : 'warn'} />${app.text(key)}</p>`}
  </div>`;
};
