/** Text to be copied by hand: in pages that are not of this machine and not encrypted, browsers have no clipboard. */
import { html, useEffect, useRef, useState } from '../ui.js';

/** Puts text into the clipboard; whether that was possible. */
export async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** `text` stands there selected, `notes` above it; or a `problem` in the place of it. */
export function TextDialog({ title, text, notes = [], problem, onClose }) {
  const dialog = useRef(null);
  const area = useRef(null);
  const [said, setSaid] = useState('');
  useEffect(() => {
    dialog.current.showModal();
    area.current?.select();
  }, []);
  return html`<dialog ref=${dialog} class="help" aria-labelledby="text-title" onClose=${onClose}
      onClick=${(event) => event.target === dialog.current && dialog.current.close()}>
    <div class="help-body text-body">
      <header><h2 id="text-title">${title[0].toUpperCase() + title.slice(1)}</h2>
        <button type="button" class="icon" aria-label="Close" onClick=${() => dialog.current.close()}>×</button></header>
      ${problem ? html`<p class="problem" role="alert">${problem}</p>` : html`
        ${notes.map((note) => html`<p class="note">${note}</p>`)}
        <textarea ref=${area} class="mono" readonly rows="4" aria-label=${title} spellcheck=${false} value=${text}></textarea>
        ${navigator.clipboard && html`<p class="row"><button type="button" class="primary" onClick=${async () => setSaid(await copied(text) ? 'Copied.' : 'The browser did not let it.')}>Copy</button>
          <span role="status">${said}</span></p>`}`}
    </div>
  </dialog>`;
}
