/** The record of a job as the access point wrote it, and where it stands. */
import { html, useState } from '../ui.js';
import { bytes, counted, number, time } from '../format.js';
import { condition } from '../query-text.js';
import { literal } from '../record.js';
import { Link, change, link } from '../route.js';
import { RecordText, visible } from '../parts/text.js';
import { copied } from '../parts/text-dialog.js';

const MOST_ROWS = 400;
const LONGEST_SEARCHED = 1000;

const STATES = {
  active: 'HTCondor writes to it',
  rotated: 'rotated, and still being read',
  sealed: 'rotated, and wholly read',
  deleted: 'deleted since; all of it was read before',
  lost: 'gone, not all of it was read',
};

/** Where the record stands on disk. */
export function Place({ job, address }) {
  return html`<section class="card"><h2>Where its record is</h2>
    ${job.archived && html`<p class="note">Its submission is archived: figures are kept as a summary, the record is still found
      by the job’s id.</p>`}
    ${typeof job.record === 'string' && html`<p class="problem">${visible(job.record)}</p>`}
    ${address ? html`<dl class="facts">
      <dt>Access point</dt><dd><${Link} to=${link('/', { q: condition('source', address.source) })}>${visible(address.source)}</${Link}></dd>
      <dt>Archive file</dt><dd><code><${RecordText} text=${address.file} /></code></dd>
      <dt>State</dt><dd>${address.state ? `${address.state}: ${STATES[address.state] ?? ''}` : 'not indexed yet: read from the end of the archive'}${
        address.gone_since && `, noticed ${time(address.gone_since)}`}</dd>
      <dt>Place</dt><dd>byte ${number(address.offset)}, ${number(address.length)} bytes long (${bytes(address.length)})</dd>
      <dt>Copy in the vault</dt><dd>${address.vault ? html`<code><${RecordText} text=${address.vault} /></code>` : 'none'}</dd>
    </dl>` : html`<p class="quiet">This server does not say.</p>`}
  </section>`;
}

/** All attributes of the record, narrowed by what is typed. The text stays in the address. */
export function FullRecord({ job, attributes, problem, find }) {
  const [all, setAll] = useState(false);
  const wanted = find.toLowerCase();
  const found = (attributes ?? []).filter(({ name, text }) => name.toLowerCase().includes(wanted) || text.toLowerCase().includes(wanted));
  const shown = all ? found : found.slice(0, MOST_ROWS);
  return html`<section class="card record"><div class="row spread"><h2>Full record</h2>
      <label class="record-filter"><span class="visually-hidden">Narrow the record by name or value</span>
        <input type="search" value=${find} placeholder="name or value"
          onInput=${(event) => change({ find: event.target.value }, { replace: true })} /></label></div>
    ${problem && html`<p class="problem" role="alert">${problem.message}</p>`}
    ${attributes && html`<p class="quiet" role="status">${counted(attributes.length, 'attribute')}${
      wanted && `, ${number(found.length)} with “${visible(find)}”`}</p>
    <table class="plain record-table"><caption class="visually-hidden">Attributes of the record</caption>
      <thead><tr><th scope="col">Attribute</th><th scope="col">Value</th><th scope="col"><span class="visually-hidden">Copy</span></th></tr></thead>
      <tbody>${shown.map((each, index) => html`<${Row} key=${`${index} ${each.name}`} name=${each.name} text=${each.text} job=${job} />`)}</tbody>
    </table>
    ${shown.length < found.length && html`<button type="button" onClick=${() => setAll(true)}>Show all ${number(found.length)}</button>`}`}
  </section>`;
}

function Row({ name, text, job }) {
  const query = queryOf(name, text, job);
  const value = html`<${RecordText} text=${text} shown=${400} />`;
  return html`<tr>
    <th scope="row">${name}</th>
    <td><code>${query ? html`<${Link} to=${link('/', { q: query })} title="All jobs with this value">${value}</${Link}>` : value}</code></td>
    <td><${Copy} text=${`${name} = ${text}`} name=${name} /></td>
  </tr>`;
}

/** The query for all jobs with this value; null where the text is an expression of which the server told no value. */
function queryOf(name, text, job) {
  if (text.length > LONGEST_SEARCHED || /^undefined$/i.test(text)) return null;
  const { digits, value } = literal(text);
  if (digits !== undefined) return `${name}:${digits}`;
  const evaluated = value ?? (typeof job[name] === 'object' ? undefined : job[name]);
  const isSearchable = evaluated !== undefined && evaluated !== '' && !(typeof evaluated === 'string' && /[\u0000-\u001f]/.test(evaluated));
  return isSearchable ? condition(name, evaluated) : null;
}

function Copy({ text, name }) {
  const [said, setSaid] = useState('');
  async function copy() {
    setSaid((await copied(text)) ? 'copied' : 'not permitted');
    setTimeout(() => setSaid(''), 1500);
  }
  return html`<button type="button" class="copy" onClick=${copy} aria-label=${`Copy the line of ${name}`}>${said || 'copy'}</button>`;
}
