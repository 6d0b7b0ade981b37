// @ts-check
import { html } from '../../shared/html.js';
import { Icon } from '../../shared/icons.js';

/**
 * Where the photo comes from; without a camera in the page, from a file or from the phone's own camera.
 * @param {{ app: import('../app.js').App, kind: 'document' | 'selfie', denied: boolean, onCamera: () => void, onFile: (file: File) => void }} props
 */
export const Sources = ({ app, kind, denied, onCamera, onFile }) => {
  const { text } = app;
  const lens = kind === 'selfie' ? 'user' : 'environment';
  return html`
    <div>
      ${denied && html`<p class="problem" role="alert"><${Icon} name="warn" /><span>${text('camera_denied')}</span></p>`}
      <div class="actions stack">
        ${denied
          ? html`<${FileButton} main icon="camera" label=${text('phone_camera')} lens=${lens} onFile=${onFile} />`
          : html`<button type="button" class="button" onClick=${onCamera}><${Icon} name="camera" />${text(kind === 'selfie' ? 'take_selfie' : 'take_photo')}</button>`}
        <${FileButton} icon="file" label=${text('choose_file')} onFile=${onFile} />
      </div>
    </div>`;
};

/** @param {{ label: string, icon: import('../../shared/icons.js').IconName, main?: boolean, lens?: string, onFile: (file: File) => void }} props */
const FileButton = ({ label, icon, main = false, lens, onFile }) => {
  const choose = (/** @type {any} */ event) => {
    const [file] = event.currentTarget.files;
    event.currentTarget.value = ''; // the same file can be chosen again
    if (file) onFile(file);
  };
  return html`
    <label class=${main ? 'button file' : 'button plain file'}>
      <${Icon} name=${icon} />${label}
      <input type="file" class="visually-hidden" accept="image/*" capture=${lens} onChange=${choose} />
    </label>`;
};
