import { html } from '../ui.js';

export function SubmissionsView({ params }) {
  return html`<section class="card"><h1>Submissions</h1><pre>${JSON.stringify(params)}</pre></section>`;
}
