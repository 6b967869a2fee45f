/** How the jobs of a submission ended, as one bar; the words say the same to those who do not see it. */
import { html } from '../ui.js';
import { number } from '../format.js';

/** The exits of totals that are not 0, as `{name, jobs, colour}`. Together they are all jobs, removed ones like others. */
export function outcomes(totals) {
  return [
    { name: 'exited with 0', jobs: totals.succeeded, colour: '--ok' },
    { name: 'failed', jobs: totals.failed, colour: '--bad' },
    { name: 'without an exit code', jobs: totals.exit_unknown, colour: '--removed' },
  ].filter(({ jobs }) => jobs > 0);
}

export function OutcomeBar({ totals }) {
  const all = outcomes(totals);
  return html`<span class="outcome-bar" role="img" aria-label=${all.map(({ name, jobs }) => `${number(jobs)} ${name}`).join(', ') || 'no jobs'}
      title=${all.map(({ name, jobs }) => `${number(jobs)} ${name}`).join(', ')}>
    ${all.map(({ name, jobs, colour }) => html`<span key=${name} style=${{ flexGrow: jobs, background: `var(${colour})` }}></span>`)}
  </span>`;
}
