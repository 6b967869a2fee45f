/** Submissions of the jobs that match a query, as a table. */
import { html } from '../ui.js';
import { MISSING, counted, number, percent, time } from '../format.js';
import { both } from '../query-text.js';
import { Link, change, link } from '../route.js';
import { CopyMenu } from '../parts/copy-menu.js';
import { OutcomeBar } from '../parts/outcome-bar.js';
import { usePages } from '../parts/pages.js';
import { QueryBar } from '../parts/query-bar.js';
import { RecordText, visible } from '../parts/text.js';

const GROUPINGS = {
  cluster: 'of one condor_submit (cluster)',
  batch: 'of one batch name',
  dag: 'of one DAG',
};
const NEWEST = '-last_ended';

export function SubmissionsView({ params }) {
  const by = params.by ?? 'cluster';
  const sort = params.sort ?? NEWEST;
  const list = usePages('submissions', { q: params.q, by, sort, limit: 50 }, 'submissions');
  const isOfQuery = list.problem?.kind === 'bad_query';
  return html`
    <h1 class="visually-hidden">Submissions</h1>
    <${QueryBar} query=${params.q ?? ''} problem=${isOfQuery ? list.problem : null} label="Jobs whose submissions are shown"
      onRun=${(q) => change({ q })} />
    <div class="row spread">
      <label>Jobs <select value=${by} onChange=${(event) => change({ by: event.target.value === 'cluster' ? null : event.target.value })}>
        ${Object.entries(GROUPINGS).map(([value, words]) => html`<option key=${value} value=${value}>${words}</option>`)}</select></label>
      <div class="row"><p class="quiet" role="status">${told(list.first, params.q)}</p>
        <${CopyMenu} kind="submissions" query=${params.q} options=${{ by: params.by, sort: params.sort }} /></div>
    </div>
    ${list.problem && !isOfQuery && html`<p class="problem" role="alert">${list.problem.message}</p>`}
    ${list.began && html`<p class="note" role="status">The list has changed since it was asked for: it begins again.</p>`}
    ${list.stale && html`<p class="note" role="status">There is a newer list. <button type="button" class="link" onClick=${list.restart}>Show it</button></p>`}
    ${(list.first || !list.problem) && html`<section class=${`card ${list.pending ? 'pending' : ''}`} aria-busy=${list.pending}>
      ${list.first && (list.rows.length ? html`<${Table} rows=${list.rows} by=${by} sort=${sort} />`
        : html`<p class="empty">${params.q ? 'No job that matches belongs to such a submission.' : 'There are no submissions yet.'}</p>`)}
      ${list.more && html`<p class="more"><button type="button" disabled=${list.loading} onClick=${list.more}>
        ${list.loading ? 'Asking …' : 'More submissions'}</button></p>`}
    </section>`}`;
}

/** What the list covers. */
function told(first, query) {
  if (!first) return ' ';
  const said = [`${counted(first.total, 'submission')} of ${counted(first.jobs, 'job')}`];
  if (first.without) said.push(`${counted(first.without, 'job')} in none`);
  if (first.undecidable) said.push(`${counted(first.undecidable, 'archived job')} may match and are not counted`);
  if (query) said.push('figures are of the matching jobs');
  if (first.timed_out) said.push('the time was up: not all are here');
  return said.join('; ');
}

const text = (value) => (value === null ? MISSING : html`<${RecordText} text=${value} shown=${60} />`);

/** Columns: heading, the total that sorts by it, cell. */
const COLUMNS = [
  ['Submission', null, (row, by) => html`<th scope="row">
    <${Link} to=${link('/submission', { name: row.name, by: by === 'cluster' ? null : by, owner: row.owner, source: row.source })}>
      <${RecordText} text=${row.name} shown=${80} /></${Link}>
    ${row.archived > 0 && html` <span class="badge">${row.archived === row.totals.jobs ? 'archived' : 'partly archived'}</span>`}</th>`],
  ['Owner', null, (row) => html`<td>${row.owner === null ? MISSING : visible(row.owner)}</td>`],
  ['Jobs', 'jobs', (row) => html`<td class="amount">${number(row.totals.jobs)}</td>`],
  ['How they ended', null, (row) => html`<td class="outcome-cell"><${OutcomeBar} totals=${row.totals} /></td>`],
  ['Failed', 'failed', (row) => html`<td class="amount">${row.totals.failed
    ? html`<${Link} to=${link('/', { q: both(row.query, 'is:failed') })}>${number(row.totals.failed)}</${Link}>` : '0'}</td>`],
  ['Removed', 'removed', (row) => html`<td class="amount">${number(row.totals.removed)}</td>`],
  ['Last ended', 'last_ended', (row) => html`<td class="moment-cell">${time(row.totals.last_ended)}</td>`],
  ['Core hours', 'core_hours', (row) => html`<td class="amount">${number(row.totals.core_hours)}</td>`],
  ['CPU efficiency', 'cpu_efficiency_percent', (row) => html`<td class="amount">${row.totals.cpu_efficiency_percent === null
    ? MISSING : percent(row.totals.cpu_efficiency_percent / 100)}</td>`],
  ['Batch', null, (row, by) => (by === 'batch' ? null : html`<td class="name-cell">${text(row.batch)}</td>`)],
  ['Command', null, (row) => html`<td class="name-cell" title=${row.cmd ?? undefined}><code>${text(row.cmd)}</code></td>`],
];
const AMOUNTS = new Set(['jobs', 'failed', 'removed', 'core_hours', 'cpu_efficiency_percent']);

function Table({ rows, by, sort }) {
  return html`<div class="table-scroll" tabindex="0" role="region" aria-label="Submissions"><table class="plain submissions">
    <caption class="visually-hidden">Submissions, by ${sort.replace('-', '').replaceAll('_', ' ')}</caption>
    <thead><tr>${COLUMNS.filter(([heading]) => !(by === 'batch' && heading === 'Batch')).map(([heading, total]) => html`
      <${Heading} key=${heading} heading=${heading} total=${total} sort=${sort} />`)}</tr></thead>
    <tbody>${rows.map((row, index) => html`<tr key=${`${index} ${row.name}`}>${COLUMNS.map(([, , cell]) => cell(row, by))}</tr>`)}</tbody>
  </table></div>`;
}

function Heading({ heading, total, sort }) {
  const amount = AMOUNTS.has(total) ? 'amount' : undefined;
  if (!total) return html`<th scope="col" class=${amount}>${heading}</th>`;
  const isUp = sort === total;
  const isDown = sort === `-${total}`;
  const next = isDown ? total : `-${total}`;
  return html`<th scope="col" class=${amount} aria-sort=${isUp ? 'ascending' : isDown ? 'descending' : 'none'}>
    <button type="button" class="sort" onClick=${() => change({ sort: next === NEWEST ? null : next })}>
      ${heading}<span aria-hidden="true">${isUp ? ' ↑' : isDown ? ' ↓' : ''}</span></button></th>`;
}
