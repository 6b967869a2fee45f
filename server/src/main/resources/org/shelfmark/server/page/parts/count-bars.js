/** How many jobs have which value, as a table with bars; a value leads to its jobs. */
import { html } from '../ui.js';
import { number, percent } from '../format.js';
import { Link } from '../route.js';
import { RecordText } from './text.js';

/**
 * `rows`: `{label, count, to, words, colour}`; `to` an address, `words` what the label means, `colour` a custom property.
 * `whole`: how many jobs there are, of which shares are told; `rest`: how many jobs have another value, `missing`: how many have none.
 */
export function CountBars({ caption, head, rows, whole, rest = 0, missing = 0 }) {
  if (rows.length === 0) return html`<p class="quiet">${missing > 0 ? `None of ${number(missing)} jobs has one.` : 'None.'}</p>`;
  const share = (count) => count / Math.max(1, whole);
  return html`<table class="count-bars">
    <caption class="visually-hidden">${caption}</caption>
    <thead class="visually-hidden"><tr><th scope="col">${head}</th><th scope="col">Jobs</th><th scope="col">Share</th></tr></thead>
    <tbody>${rows.map(({ label, count, to, words, colour }, index) => html`<tr key=${index}>
      <th scope="row"><${Link} to=${to}><${RecordText} text=${String(label)} shown=${120} /></${Link}>
        ${words && html` <span class="quiet">${words}</span>`}</th>
      <td class="amount">${number(count)}</td>
      <td class="bar-cell"><span class="visually-hidden">${percent(share(count))}</span>
        <span class="bar" aria-hidden="true" title=${percent(share(count))}>
          <span style=${{ width: `${100 * share(count)}%`, background: `var(${colour})` }}></span></span></td>
    </tr>`)}
    ${rest > 0 && html`<tr><th scope="row" class="quiet">other values</th><td class="amount">${number(rest)}</td><td></td></tr>`}
    ${missing > 0 && html`<tr><th scope="row" class="quiet">without one</th><td class="amount">${number(missing)}</td><td></td></tr>`}</tbody>
  </table>`;
}
