/** The jobs found, as a table of which only the rows in sight exist, so that a list of any length stays quick. */
import { html, useEffect, useLayoutEffect, useRef, useState } from '../ui.js';
import { useFields } from '../fields.js';
import { counted, number, value as written } from '../format.js';
import { useKeys } from '../keys.js';
import { Link, change, go, link } from '../route.js';
import { ColumnChooser } from './columns.js';
import { CopyMenu } from './copy-menu.js';
import { Ending } from './ending.js';
import { useJobPages } from './job-pages.js';

const ROW = 31; // pixels, as in search.css
const STEP = 10; // rows by which those that exist are exchanged: fewer would mean drawing at every turn of the wheel
const SPARE = 20; // rows that exist above and below those in sight

export function JobTable({ asked, columns: wanted, sort }) {
  const fields = useFields();
  const columns = distinct(wanted, fields);
  const list = useJobPages({ ...asked, sort, fields: columns.join(',') });
  const place = useRef(null);
  const [first, setFirst] = useState(0);
  const [last, setLast] = useState(3 * SPARE);
  const [active, setActive] = useState(list.place.active);
  const measured = () => {
    const element = place.current;
    if (!element) return;
    list.place.top = element.scrollTop;
    setFirst(Math.max(0, Math.floor(element.scrollTop / ROW / STEP) * STEP - SPARE));
    setLast(Math.ceil((element.scrollTop + element.clientHeight) / ROW / STEP) * STEP + SPARE);
    if (element.scrollTop + element.clientHeight > list.jobs.length * ROW - 3000) list.loadMore();
  };
  useLayoutEffect(() => {
    place.current.scrollTop = list.place.top;
    setActive(list.place.active);
    measured();
  }, [list.question, list.jobs.length === 0]);
  useEffect(() => {
    const observer = new ResizeObserver(measured);
    observer.observe(place.current);
    return () => observer.disconnect();
  });
  const move = (step) => {
    const next = Math.max(0, Math.min(list.jobs.length - 1, active + step));
    list.place.active = next;
    setActive(next);
    const element = place.current;
    const head = element.querySelector('thead').offsetHeight;
    if (next * ROW < element.scrollTop) element.scrollTop = next * ROW;
    else if ((next + 1) * ROW + head > element.scrollTop + element.clientHeight) element.scrollTop = (next + 1) * ROW + head - element.clientHeight;
  };
  useKeys({
    j: () => move(1),
    k: () => move(-1),
    Enter: () => list.jobs[active] && go(jobAddress(list.jobs[active].id)),
  });
  const end = Math.min(list.jobs.length, last);
  const shown = list.fields.split(','); // not those just chosen: the jobs on the screen have no values of these yet
  const renewed = list.loading && list.jobs.length === 0;
  return html`<section class="card jobs" aria-label="Jobs">
    <div class="row spread">
      <h2>Jobs</h2>
      <div class="row">
        ${list.stale && html`<button type="button" class="primary" onClick=${() => { place.current.scrollTop = 0; list.restart(); }}>Show the newest</button>`}
        <${ColumnChooser} columns=${columns} onChange=${(changed) => change({ cols: changed && changed.join(',') }, { replace: true })} />
        <${CopyMenu} kind="jobs" query=${asked.q} constraint=${asked.constraint} fields=${columns} options=${{ sort }} />
      </div>
    </div>
    <${Archived} archived=${list.archived} />
    ${list.problem && html`<p class="problem" role="alert">${list.problem.message}
      ${list.problem.kind === 'cursor_expired' && html` <button type="button" class="link" onClick=${list.restart}>Begin again</button>`}</p>`}
    <div class=${`job-scroll ${list.loading && !renewed ? 'loading' : ''}`} ref=${place} onScroll=${measured} tabindex="0" role="region" aria-label="List of jobs">
      <table class="job-table" aria-rowcount=${list.total === undefined ? -1 : list.total + 1}>
        <caption class="visually-hidden">Jobs, ${sort.startsWith('-') ? 'descending' : 'ascending'} by ${sort.replace(/^-/, '')}</caption>
        <thead><tr aria-rowindex="1"><th scope="col">job</th>${shown.map((name) => html`<${Head} key=${name} name=${name} field=${fields.get(name.toLowerCase())} sort=${sort} />`)}</tr></thead>
        <tbody>
          ${first > 0 && html`<tr class="room" aria-hidden="true" style=${{ height: `${first * ROW}px` }}><td colspan=${shown.length + 1}></td></tr>`}
          ${list.jobs.slice(first, end).map((job, index) => html`<${Row} key=${`${first + index} ${job.id}`} job=${job} columns=${shown} fields=${fields}
            index=${first + index} active=${first + index === active} />`)}
          ${end < list.jobs.length && html`<tr class="room" aria-hidden="true" style=${{ height: `${(list.jobs.length - end) * ROW}px` }}><td colspan=${shown.length + 1}></td></tr>`}
        </tbody>
      </table>
      ${!list.loading && list.jobs.length === 0 && !list.problem && html`<p class="empty">No job matches. Take a condition away, or choose a longer time.</p>`}
    </div>
    <p class="quiet">${list.loading ? 'Loading …' : list.total !== undefined && `${number(list.jobs.length)} of ${counted(list.total, 'job')} loaded${list.more ? '; scroll for more' : ''}`}</p>
  </section>`;
}

/** Columns without those that are one by two names: a job has its values in the order of the columns, and each once. */
function distinct(names, fields) {
  const meant = (name) => fields.get(name.toLowerCase())?.name ?? name.toLowerCase();
  const different = names.filter((name, index) => meant(name) !== 'id' && names.findIndex((other) => meant(other) === meant(name)) === index);
  return different.length ? different : ['status'];
}

function jobAddress(id) {
  return link('/job', { id });
}

function Head({ name, field, sort }) {
  const sorted = sort === name ? 'ascending' : sort === `-${name}` ? 'descending' : undefined;
  const sortable = field?.sort !== false;
  const next = sorted === 'descending' ? name : `-${name}`;
  return html`<th scope="col" aria-sort=${sorted} title=${field?.description} class=${isAmount(field) ? 'amount' : ''}>${sortable
    ? html`<button type="button" class="sort" onClick=${() => change({ sort: next }, { replace: true })}>${name}${sorted ? (sorted === 'ascending' ? ' ↑' : ' ↓') : ''}</button>`
    : name}</th>`;
}

function isAmount(field) {
  return Boolean(field) && (field.type === 'real' || field.type === 'integer') && field.name !== 'exit';
}

/** One job. Its values stand behind its id in the order of the columns. */
function Row({ job, columns, fields, index, active }) {
  const values = Object.values(job).slice(1);
  const open = (event) => {
    if (event.target.closest('a') || getSelection().toString()) return;
    go(jobAddress(job.id));
  };
  return html`<tr aria-rowindex=${index + 2} class=${active ? 'active' : ''} aria-selected=${active ? 'true' : undefined} onClick=${open}>
    <th scope="row"><${Link} to=${jobAddress(job.id)}>${job.id}</${Link}></th>
    ${columns.map((name, column) => {
      const field = fields.get(name.toLowerCase());
      const raw = values[column];
      return html`<td key=${name} class=${isAmount(field) ? 'amount' : ''} title=${typeof raw === 'string' ? raw : undefined}>
        ${name === 'status' ? html`<${Ending} status=${raw} exit=${values[columns.indexOf('exit')]} />` : written(field, raw)}</td>`;
    })}
  </tr>`;
}

function Archived({ archived }) {
  if (!archived || (!archived.jobs && !archived.undecidable)) return null;
  return html`<p class="note">${archived.jobs ? `${counted(archived.jobs, 'archived job')} match, too, and are counted but not listed: ` : ''}
    ${(archived.submissions ?? []).map((each) => html`<${Link} key=${each.name} to=${link('/submission', { name: each.name, owner: each.owner })}>${each.name}</${Link}> `)}
    ${archived.undecidable ? ` ${counted(archived.undecidable, 'archived job')} may match.` : ''}</p>`;
}
