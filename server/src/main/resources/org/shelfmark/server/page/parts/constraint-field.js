/** A ClassAd constraint beside the query: hidden until it is wanted, for those who think in ClassAds. */
import { html, useEffect, useState } from '../ui.js';
import { change } from '../route.js';

export function ConstraintField({ constraint, problem }) {
  const [open, setOpen] = useState(Boolean(constraint));
  const [text, setText] = useState(constraint ?? '');
  useEffect(() => {
    setText(constraint ?? '');
    if (constraint) setOpen(true);
  }, [constraint]);
  if (!open) return html`<p><button type="button" class="link" onClick=${() => setOpen(true)}>add a ClassAd constraint</button></p>`;
  const wrong = problem && problem.query === constraint ? problem : null;
  const run = () => change({ constraint: text.trim() || null });
  return html`<div class="query-bar">
    <label class="visually-hidden" for="constraint">ClassAd constraint</label>
    <input id="constraint" class="mono" type="text" value=${text} spellcheck=${false} autocomplete="off"
      placeholder="ClassAd constraint: ExitCode =!= 0 && RemoteWallClockTime > 3600"
      aria-invalid=${wrong ? 'true' : undefined} aria-describedby=${wrong ? 'constraint-problem' : undefined}
      onInput=${(event) => setText(event.target.value)} onKeyDown=${(event) => event.key === 'Enter' && run()} />
    <span class="row"><button type="button" onClick=${run}>Apply</button>
      <button type="button" onClick=${() => { setOpen(false); change({ constraint: null }); }}>Remove</button></span>
    ${wrong && html`<p id="constraint-problem" class="problem" role="alert">${wrong.message}${wrong.column ? ` (column ${wrong.column})` : ''}</p>`}
  </div>`;
}
