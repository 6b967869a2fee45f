/** Finding jobs: the query, when it happened, what to narrow by, and the jobs themselves. */
import { html, useState } from '../ui.js';
import { useAnswer } from '../api.js';
import { counted, number, queryTime } from '../format.js';
import { Link, change, link } from '../route.js';
import { joined, parts, replaced, without } from '../query-text.js';
import { FacetPanel } from '../parts/facet-panel.js';
import { JobTable } from '../parts/job-table.js';
import { QueryBar } from '../parts/query-bar.js';
import { TimeChart } from '../parts/time-chart.js';
import { TimeRange } from '../parts/time-range.js';
import { ConstraintField } from '../parts/constraint-field.js';
import { DEFAULT_COLUMNS } from '../parts/columns.js';

const DEFAULT_FACETS = 'status,exit,owner,host,batch,runtime';

export function SearchView({ params }) {
  const query = params.q ?? '';
  const asked = { q: query || '*', constraint: params.constraint };
  const count = useAnswer('count', asked);
  const problem = count.problem;
  const [constraining, setConstraining] = useState(Boolean(params.constraint));
  const [facetsOpen, setFacetsOpen] = useState(false);
  const narrow = (changed) => change({ q: changed });
  const columns = (params.cols ?? DEFAULT_COLUMNS).split(',');
  const facets = (params.facets ?? DEFAULT_FACETS).split(',').filter(Boolean);
  return html`
    <h1 class="visually-hidden">Jobs</h1>
    <${QueryBar} query=${query} problem=${problem?.kind === 'bad_query' && problem.query === params.constraint ? null : problem} onRun=${narrow} />
    ${constraining && html`<${ConstraintField} constraint=${params.constraint} problem=${problem} onClose=${() => setConstraining(false)} />`}
    <${Conditions} query=${query} onChange=${narrow} />
    <div class="row spread">
      <div class="row"><${Found} count=${count} />
        ${!constraining && html`<button type="button" class="link" onClick=${() => setConstraining(true)}>add a ClassAd constraint</button>`}</div>
      <div class="row">
        <${TimeRange} query=${query} onChange=${narrow} />
        <${Link} to=${link('/compare', { q: query || '*', constraint: params.constraint })} class="button">What do they have in common?</${Link}>
        <${Link} to=${link('/submissions', { q: query })} class="button">As submissions</${Link}>
      </div>
    </div>
    ${!problem && html`
      <section class="card" aria-label="When they ended">
        <${TimeChart} asked=${asked} stack=${params.stack ?? 'failed'}
          onStack=${(stack) => change({ stack }, { replace: true })}
          onRange=${(from, to) => narrow(replaced(query, 'ended', `ended:${queryTime(from * 1000)}..${queryTime(to * 1000 - 1000)}`))} />
      </section>
      <div class="search-body">
        <button type="button" class="facets-toggle" aria-expanded=${facetsOpen} aria-controls="facets" onClick=${() => setFacetsOpen(!facetsOpen)}>
          Narrow by value</button>
        <${FacetPanel} asked=${asked} names=${facets} open=${facetsOpen}
          onNames=${(names) => change({ facets: names.join(',') || ',' }, { replace: true })}
          onQuery=${narrow}
          onRange=${(name, low, high) => narrow(joined([...parts(replaced(query, name, null)), `${name}:>=${low}`, `${name}:<${high}`]))}
          query=${query} />
        <${JobTable} asked=${asked} columns=${columns} sort=${params.sort ?? '-ended'} />
      </div>`}`;
}

/** How many jobs were found, in words that change politely for those who listen. */
function Found({ count: { answer, pending } }) {
  return html`<p class=${`found ${pending ? 'pending' : ''}`} role="status">${answer && html`
    <strong>${number(answer.count)}</strong> ${answer.count === 1 ? 'job' : 'jobs'}
    ${answer.undecidable ? html`<span class="note">${counted(answer.undecidable, 'archived job')} may match, too: what decides it was not kept</span>` : null}
    ${answer.timed_out ? html`<span class="note">at least: the time was up</span>` : null}`}</p>`;
}

/** What the query asks, part by part, each with a way to take it away. */
function Conditions({ query, onChange }) {
  const all = parts(query);
  if (all.length === 0) return null;
  return html`<ul class="conditions" aria-label="Conditions">${all.map((part) => html`<li key=${part} class=${/^(-|NOT )/.test(part) ? 'excluding' : ''}>
    <code>${part}</code><button type="button" aria-label=${`Remove ${part}`} title="Remove" onClick=${() => onChange(without(query, part))}>×</button></li>`)}
    ${all.length > 1 && html`<li class="all"><button type="button" onClick=${() => onChange('')}>clear</button></li>`}
  </ul>`;
}
