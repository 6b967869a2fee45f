/** Values that stand out, each with how often both sides have it. */
import { html } from '../ui.js';
import { useFields } from '../fields.js';
import { counted, number, percent, value as written } from '../format.js';
import { Link, link } from '../route.js';
import { both, condition } from '../query-text.js';
import { visible } from './text.js';

/** `query`, `constraint`: whose jobs these are; a value leads to those of them that have it. */
export function Findings({ findings, query, constraint }) {
  const fields = useFields();
  return html`<p class="legend findings-legend" aria-hidden="true"><span><i class="swatch these"></i> these jobs</span> <span><i class="swatch others"></i> the others</span></p>
    <table class="findings" role="table">
      <caption class="visually-hidden">Values that are more frequent in these jobs than in the others</caption>
      <thead role="rowgroup"><tr role="row">
        <th role="columnheader" scope="col">Value</th><th role="columnheader" scope="col">How many of each side have it</th>
        <th role="columnheader" scope="col">How much more often</th><th role="columnheader" scope="col"><span class="visually-hidden">Look at them</span></th>
      </tr></thead>
      <tbody role="rowgroup">${findings.map((each) => html`<${Finding} key=${JSON.stringify([each.field, each.value])} finding=${each} field=${fields.get(each.field.toLowerCase())}
        to=${(part) => link('/', { q: both(query, part), constraint })} />`)}</tbody>
    </table>`;
}

function Finding({ finding, field, to }) {
  const part = condition(finding.field, finding.value);
  const text = visible(written(field, finding.value));
  return html`<tr role="row">
    <th role="rowheader" scope="row"><span class="finding-field" title=${field?.description}>${finding.field}</span>
      ${' '}<${Link} class="finding-value" to=${to(part)} title=${text.length > 80 ? text.slice(0, 1000) : undefined}><bdi>${text === '' ? '(empty)' : text.slice(0, 500)}</bdi></${Link}>
      <small class="quiet">${field?.description ?? 'attribute of the records'}</small></th>
    <td role="cell">
      <${Share} kind="these" share=${finding.share} count=${finding.count} />
      <${Share} kind="others" share=${finding.background_share} count=${finding.background_count} /></td>
    <td role="cell"><span class="lift">${liftWords(finding.lift)}</span>
      <small class="quiet">${chanceWords(finding.p_value)}, p ${power(finding.p_value)}</small></td>
    <td role="cell" class="finding-ways">
      <${Link} to=${to(part)} aria-label=${`Keep only those with ${part.slice(0, 200)}`}>keep</${Link}
      ><${Link} to=${to(`-${part}`)} aria-label=${`Leave out those with ${part.slice(0, 200)}`}>leave out</${Link}></td>
  </tr>`;
}

function Share({ kind, share, count }) {
  return html`<span class="share"><span class="bar" aria-hidden="true"><span class=${kind} style=${{ width: `${100 * share}%`, minWidth: count ? undefined : 0 }}></span></span>
    <span class="share-text"><span class="visually-hidden">${kind}: </span>${percent(share)} <span class="quiet">${counted(count, 'job')}</span></span></span>`;
}

/** How many times as often, in words. */
function liftWords(lift) {
  if (lift === null || lift === undefined) return 'only here';
  if (lift < 1.05) return 'slightly more often';
  return `${lift >= 9.95 ? number(Math.round(lift)) : lift.toFixed(1)} times as often`;
}

/** The corrected p-value in words; what is above 0.01 is not listed at all. */
function chanceWords(p) {
  if (p <= 1e-9) return 'certainly not chance';
  if (p <= 1e-4) return 'hardly chance';
  return 'rarely chance';
}

const SUPERSCRIPTS = { '-': '⁻', 0: '⁰', 1: '¹', 2: '²', 3: '³', 4: '⁴', 5: '⁵', 6: '⁶', 7: '⁷', 8: '⁸', 9: '⁹' };

/** `= 0.0012`, `= 2 × 10⁻⁹`; smaller ones than the server tells apart as `≤ 10⁻³⁰⁰`. */
function power(p) {
  if (p >= 1e-4) return `= ${Number(p.toPrecision(2))}`;
  const raised = (exponent) => `10${[...String(exponent)].map((c) => SUPERSCRIPTS[c]).join('')}`;
  if (p <= 1e-300) return `≤ ${raised(-300)}`;
  const [digits, exponent] = p.toExponential(0).split('e');
  return `= ${digits === '1' ? '' : `${digits} × `}${raised(Number(exponent))}`;
}
