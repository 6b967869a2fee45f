/** Upright bars for a few intervals that are not of equal length, or not of numbers alone; each leads to its jobs. */
import { html } from '../ui.js';
import { compact, counted, percent } from '../format.js';
import { Link } from '../route.js';

/** `columns`: `{label, words, count, to, colour}`; `words` tell the interval in full. */
export function IntervalBars({ title, columns, height = 110 }) {
  const most = Math.max(1, ...columns.map(({ count }) => count));
  const whole = columns.reduce((sum, { count }) => sum + count, 0);
  return html`<ol class="interval-bars" aria-label=${title}>${columns.map(({ label, words, count, to, colour }) => {
    const told = `${words}: ${counted(count, 'job')}${whole > 0 ? ` (${percent(count / whole)})` : ''}`;
    const tall = count > 0 ? Math.max(2, Math.round((height * count) / most)) : 0;
    const column = html`<span class="column-count" aria-hidden="true">${count ? compact(count) : ''}</span>
      <span class="column-bar" aria-hidden="true" style=${{ height: `${tall}px`, ...(colour && { background: `var(${colour})` }) }}></span>
      <span class="column-label" aria-hidden="true">${label}</span><span class="visually-hidden">${told}</span>`;
    return html`<li key=${words} title=${told}>${count > 0 && to ? html`<${Link} to=${to}>${column}</${Link}>` : html`<div>${column}</div>`}</li>`;
  })}</ol>`;
}
