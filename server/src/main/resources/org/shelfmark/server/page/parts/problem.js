/** What is shown where there is no answer. */
import { html } from '../ui.js';
import { Unreachable } from '../api.js';
import { Link } from '../route.js';

/**
 * `problem` in plain words under a heading; `children` say what can be done. `headings` are words by the status of the answer.
 */
export function ProblemCard({ problem, headings = {}, children }) {
  const heading = problem instanceof Unreachable ? 'The server does not answer'
    : headings[problem.status] ?? HEADINGS[problem.status] ?? 'That did not work';
  return html`<section class="card problem-card" role="alert">
    <h1>${heading}</h1>
    <p class="wrap">${problem.message}</p>
    ${children}
    <p><${Link} to="/">All jobs</${Link}> · <${Link} to="/submissions">All submissions</${Link}></p>
  </section>`;
}

const HEADINGS = {
  400: 'That cannot be asked',
  403: 'That is not permitted here',
  404: 'There is no such thing',
  409: 'That stands for several',
  410: 'That is gone',
  429: 'The server is busy',
  503: 'The answer did not come in time',
};
