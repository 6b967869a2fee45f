/** What can be typed and pressed, as a dialog. */
import { html, useEffect, useRef } from '../ui.js';

const KEYS = [
  ['/', 'write the query'], ['j, k', 'next, previous job'], ['Enter', 'open the job'], ['Esc', 'back, or close what is open'],
  ['r', 'ask again'], ['?', 'this help'],
];
const QUERIES = [
  ['owner:alice exit:0', 'both hold'],
  ['owner:alice OR owner:bob', 'one of them holds'],
  ['-exit:0', 'does not hold, or there is none'],
  ['runtime:>2h memory:>=4GB', 'numbers with units'],
  ['ended:2026-11-22, ended:>-7d', 'a day; the last seven days'],
  ['host:e2* batch:"night run"', 'patterns; exact text'],
  ['is:failed, is:ok, is:removed', 'how it ended'],
  ['has:HoldReason', 'whether there is one'],
  ['1234.5', 'one job; 1234 its submission'],
  ['sweep', 'a word of command, arguments, batch or reasons'],
];

export function HelpDialog({ onClose }) {
  const dialog = useRef(null);
  useEffect(() => {
    dialog.current.showModal();
  }, []);
  return html`<dialog ref=${dialog} class="help" aria-labelledby="help-title" onClose=${onClose}
      onClick=${(event) => event.target === dialog.current && dialog.current.close()}>
    <div class="help-body">
      <header><h2 id="help-title">Help</h2>
        <button type="button" class="icon" aria-label="Close" onClick=${() => dialog.current.close()}>×</button></header>
      <h3>Queries</h3>
      <dl>${QUERIES.map(([text, meaning]) => html`<dt><code>${text}</code></dt><dd>${meaning}</dd>`)}</dl>
      <h3>Keys</h3>
      <dl>${KEYS.map(([key, meaning]) => html`<dt><kbd>${key}</kbd></dt><dd>${meaning}</dd>`)}</dl>
      <p>Drag across a chart to look at that range alone. Click a value to keep the jobs that have it, its − to leave them out.
        Everything you see is in the address: copy it to share it. For programs there is <a href="/api">the HTTP interface</a>.</p>
    </div>
  </dialog>`;
}
