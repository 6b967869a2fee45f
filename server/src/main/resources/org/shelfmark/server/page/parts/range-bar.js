/** How numbers are spread, against what was asked for: a line from least to greatest, a box for the middle half, marks for requests. */
import { html } from '../ui.js';

/**
 * `used`: `{min, p25, median, p75, p95, max}`, null where there are none; `marks`: `{at, name, kind}`, `kind` a class. Only a
 * picture: what it shows must stand beside it in words.
 */
export function RangeBar({ used, marks }) {
  const known = used.median !== null;
  const placed = marks.filter(({ at }) => at !== null && at !== undefined);
  const end = 1.04 * Math.max(known ? used.max : 0, ...placed.map(({ at }) => at));
  if (!(end > 0)) return html`<div class="range-bar" aria-hidden="true"></div>`;
  const at = (value) => `${(100 * value) / end}%`;
  const span = (from, to) => ({ left: at(from), width: `${(100 * (to - from)) / end}%` });
  return html`<div class="range-bar" aria-hidden="true">
    ${known && html`<span class="range-line thin" style=${span(used.min, used.max)}></span>
      <span class="range-line" style=${span(used.min, used.p95)}></span>
      <span class="range-box" style=${span(used.p25, used.p75)}></span>
      <span class="range-median" style=${{ left: at(used.median) }}></span>`}
    ${placed.map(({ at: place, name, kind }) => html`<span key=${name} class=${`range-mark ${kind}`} title=${name} style=${{ left: at(place) }}></span>`)}
  </div>`;
}
