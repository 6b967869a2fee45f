import { html } from '../ui.js';

export function JobView({ params }) {
  return html`<section class="card"><h1>Job</h1><pre>${JSON.stringify(params)}</pre></section>`;
}
