import { html } from '../ui.js';

export function CompareView({ params }) {
  return html`<section class="card"><h1>Compare</h1><pre>${JSON.stringify(params)}</pre></section>`;
}
