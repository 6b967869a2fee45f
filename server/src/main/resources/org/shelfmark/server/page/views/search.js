import { html } from '../ui.js';

export function SearchView({ params }) {
  return html`<section class="card"><h1>Search</h1><pre>${JSON.stringify(params)}</pre></section>`;
}
