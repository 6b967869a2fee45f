import { html } from '../ui.js';

export function HealthView({ params }) {
  return html`<section class="card"><h1>Health</h1><pre>${JSON.stringify(params)}</pre></section>`;
}
