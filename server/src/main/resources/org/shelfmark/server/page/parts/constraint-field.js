/** A ClassAd constraint beside the query, for those who think in ClassAds. */
import { html, useEffect, useState } from '../ui.js';
import { change } from '../route.js';

/** `problem`: what is wrong with the whole question, shown here where it is about the constraint. */
export function ConstraintField({ constraint, problem, onClose }) {
  const [text, setText] = useState(constraint ?? '');
  useEffect(() => setText(constraint ?? ''), [constraint]);
  const wrong = problem && problem.query === constraint ? problem : null;
  const run = () => change({ constraint: text.trim() || null });
  return html`<div class="query-bar">
    <label class="visually-hidden" for="constraint">ClassAd constraint</label>
    <input id="constraint" class="mono" type="text" value=${text} spellcheck=${false} autocomplete="off"
      placeholder="ClassAd constraint: ExitCode =!= 0 && RemoteWallClockTime > 3600"
      aria-invalid=${wrong ? 'true' : undefined} aria-describedby=${wrong ? 'constraint-problem' : undefined}
      onInput=${(event) => setText(event.target.value)} onKeyDown=${(event) => event.key === 'Enter' && run()} />
    <span class="row"><button type="button" onClick=${run}>Apply</button>
      <button type="button" onClick=${() => { onClose(); change({ constraint: null }); }}>Remove</button></span>
    ${wrong && html`<p id="constraint-problem" class="problem" role="alert">${wrong.message}</p>`}
  </div>`;
}
