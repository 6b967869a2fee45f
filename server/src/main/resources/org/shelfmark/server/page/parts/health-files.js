/** The archive files, the newest first, as a table that may be narrowed by state and by text. */
import { html, useEffect, useMemo, useState } from '../ui.js';
import { MISSING, bytes, counted, number, percent, time } from '../format.js';
import { change } from '../route.js';
import { Path } from './health-losses.js';
import { visible } from './text.js';

const PAGE = 200;
const STATES = {
  active: 'written by the schedd, read as it grows',
  rotated: 'renamed by the schedd, not read to its end yet',
  sealed: 'read to its end',
  deleted: 'gone from disk after it was read',
  lost: 'gone from disk before it was read to its end',
};
const COLOURS = { active: 'ok', sealed: 'removed', rotated: 'held', deleted: 'removed', lost: 'bad' };

export function Files({ files, params }) {
  const { state, file: text = '' } = params;
  const shown = Number(params.shown) || PAGE;
  const newest = useMemo(() => [...files].sort(byLastRecord), [files]);
  const wanted = text.toLowerCase();
  const found = newest.filter((file) => (!state || file.state === state)
    && (!wanted || [file.path, file.source, ...file.former_paths].some((each) => each.toLowerCase().includes(wanted))));
  const manySources = new Set(files.map((file) => file.source)).size > 1;
  return html`<section class="card">
    <div class="row spread"><h2>Archive files</h2>
      <div class="row files-filter"><label><span class="visually-hidden">State</span>
        <select value=${state ?? ''} onChange=${(event) => change({ state: event.target.value, shown: null }, { replace: true })}>
          <option value="">all states</option>
          ${Object.keys(STATES).map((each) => html`<option key=${each} value=${each} title=${STATES[each]}>${each} (${number(files.filter((file) => file.state === each).length)})</option>`)}
        </select></label>
        <${TextFilter} text=${text} /></div>
    </div>
    ${state && html`<p class="quiet">${state}: ${STATES[state] ?? 'no file has this state'}.</p>`}
    <p class="quiet" role="status">${found.length === files.length ? counted(files.length, 'file') : `${number(found.length)} of ${counted(files.length, 'file')}`}${found.length > shown && `, the newest ${number(shown)} shown`}</p>
    ${found.length === 0 ? html`<p class="empty">${files.length === 0 ? 'No archive file is known yet.' : 'No file matches.'}</p>` : html`
    <div class="table-scroll" tabindex="0" role="region" aria-label="Archive files">
      <table class="plain files">
        <caption class="visually-hidden">Archive files, the newest first, and how far each is indexed</caption>
        <thead><tr><th scope="col">State</th><th scope="col">File</th>${manySources && html`<th scope="col">Access point</th>`}<th scope="col">Indexed</th>
          <th scope="col" class="amount">Records</th><th scope="col">First and last job</th><th scope="col">Copy in the vault</th></tr></thead>
        <tbody>${found.slice(0, shown).map((file) => html`<${FileRow} key=${file.id} file=${file} manySources=${manySources} />`)}</tbody>
      </table>
    </div>`}
    ${found.length > shown && html`<p><button type="button" onClick=${() => change({ shown: shown + PAGE }, { replace: true })}>Show ${number(Math.min(PAGE, found.length - shown))} more</button></p>`}
  </section>`;
}

/** Files that nothing was read of yet are the newest. */
function byLastRecord(a, b) {
  return (b.last ?? '9').localeCompare(a.last ?? '9') || b.id - a.id;
}

/** What is typed stands in the address a moment after the last key. */
function TextFilter({ text }) {
  const [typed, setTyped] = useState(text);
  useEffect(() => setTyped(text), [text]);
  useEffect(() => {
    if (typed === text) return undefined;
    const timer = setTimeout(() => change({ file: typed, shown: null }, { replace: true }), 250);
    return () => clearTimeout(timer);
  }, [typed]);
  return html`<label><span class="visually-hidden">Part of the name</span>
    <input type="search" placeholder="part of the name" value=${typed} onInput=${(event) => setTyped(event.target.value)} /></label>`;
}

function FileRow({ file, manySources }) {
  const share = file.bytes > 0 ? Math.min(1, file.indexed_bytes / file.bytes) : 1;
  return html`<tr>
    <td><span class=${`badge ${COLOURS[file.state] ?? ''}`} title=${STATES[file.state]}>${file.state}</span></td>
    <th scope="row"><${Path} path=${file.path} />
      ${file.former_paths.length > 0 && html`<small class="quiet wrap">was ${visible(file.former_paths.join(', '))}</small>`}
      ${file.gone_since && html`<small class="quiet">gone since ${time(file.gone_since)}</small>`}
      ${file.gaps.length > 0 && html`<small><a href="#gaps">${counted(file.gaps.length, 'gap')}</a></small>`}</th>
    ${manySources && html`<td class="source wrap"><bdi>${visible(file.source)}</bdi></td>`}
    <td class="indexed"><span class="bar" aria-hidden="true"><span style=${{ width: `${100 * share}%` }}></span></span>
      <span>${share === 1 ? `all of ${bytes(file.bytes)}` : `${bytes(file.indexed_bytes)} of ${bytes(file.bytes)}, ${percent(share)}`}</span></td>
    <td class="amount">${number(file.records)}${file.quarantined > 0 && html`<small class="quiet">${number(file.quarantined)} damaged</small>`}</td>
    <td class="times">${file.first ? html`${time(file.first)}<small>${time(file.last)}</small>` : MISSING}</td>
    <td class="times">${file.vault ? html`${bytes(file.vault.stored_bytes)}<small class="quiet">of ${bytes(file.vault.content_bytes)}</small>` : 'none'}</td>
  </tr>`;
}
