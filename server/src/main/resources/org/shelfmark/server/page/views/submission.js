import { html } from '../ui.js';

export function SubmissionView({ params }) {
  return html`<section class="card"><h1>Submission</h1><pre>${JSON.stringify(params)}</pre></section>`;
}
