/** How the index is: whether all is well, how far each archive is read, what was lost or could not be understood. */
import { html } from '../ui.js';
import { useAnswer } from '../api.js';
import { MISSING, ago, bytes, counted, duration, number, time } from '../format.js';
import { Files } from '../parts/health-files.js';
import { Gaps, Quarantine } from '../parts/health-losses.js';
import { visible } from '../parts/text.js';
import { isBehind, verdict } from './health-verdict.js';

export function HealthView({ params }) {
  const { answer: status, problem } = useAnswer('status');
  const files = useAnswer('files', { problems: true });
  return html`
    <h1>Health</h1>
    ${problem && html`<p class="problem" role="alert">${problem.message}</p>`}
    ${status && html`<${Verdict} status=${status} />
      <${Sources} sources=${status.sources} />
      <div class="cards"><${Indexing} activity=${status.activity} /><${Sizes} status=${status} files=${files.answer?.files} /></div>`}
    ${files.problem && html`<p class="problem" role="alert">${files.problem.message}</p>`}
    ${files.answer && html`<${Gaps} files=${files.answer.files} /><${Quarantine} answer=${files.answer} />
      <${Files} files=${files.answer.files} params=${params} />`}
    ${!status && !problem && html`<p class="card empty" role="status">Asking the server …</p>`}`;
}

function Verdict({ status }) {
  const { level, title, points } = verdict(status);
  return html`<section class=${`card verdict verdict-${level}`} aria-label="In short">
    <h2>${title}</h2>
    ${points.map((point) => html`<p key=${point.text} class="wrap">${point.text}</p>`)}
  </section>`;
}

function Sources({ sources }) {
  if (sources.length === 0) return html`<section class="card"><h2>Access points</h2><p class="empty">No archive has been read yet.</p></section>`;
  return html`<section class="card">
    <h2>Access points</h2>
    <div class="table-scroll" tabindex="0" role="region" aria-label="Access points, how far each is read">
      <table class="plain sources">
        <caption class="visually-hidden">How far the archives of each access point are read</caption>
        <thead><tr><th scope="col">Access point</th><th scope="col" class="amount">Files</th><th scope="col" class="amount">Records</th>
          <th scope="col">Not indexed yet</th><th scope="col">Lag</th><th scope="col" class="amount">Damaged</th><th scope="col">Lost</th></tr></thead>
        <tbody>${sources.map((each) => html`<tr key=${each.source}>
          <th scope="row"><bdi>${visible(each.source)}</bdi></th>
          <td class="amount">${number(each.files)}</td>
          <td class="amount">${number(each.records)}</td>
          <td>${waiting(each)}</td>
          <td>${lag(each)}</td>
          <td class="amount">${each.quarantined === 0 ? 'none' : html`<a href="#quarantined">${number(each.quarantined)}</a>`}</td>
          <td>${each.gaps === 0 ? 'nothing' : html`<a href="#gaps">${lostWords(each)}</a>`}</td>
        </tr>`)}</tbody>
      </table>
    </div>
  </section>`;
}

function waiting(source) {
  const { bytes_behind: behind, estimated_records_behind: records } = source;
  if (behind === 0) return 'nothing';
  if (!isBehind(source)) return `${bytes(behind)}, part of a record`;
  return records > 0 ? `${bytes(behind)}, about ${counted(records, 'record')}` : bytes(behind);
}

/** The lag is an upper bound: what is not indexed is younger than that. */
function lag(source) {
  const { lag_seconds: seconds } = source;
  if (!isBehind(source) || seconds === 0) return 'none';
  return seconds === null ? 'not known' : `at most ${duration(seconds)}`;
}

function lostWords({ gaps, estimated_records_lost: records }) {
  return records > 0 ? `about ${counted(records, 'record')} in ${counted(gaps, 'gap')}` : counted(gaps, 'gap');
}

function Indexing({ activity }) {
  if (!activity) {
    return html`<section class="card"><h2>Indexing</h2>
      <p>This server only reads the index: another process fills it, and knows how that goes. What stands here is the index as it was last committed.</p></section>`;
  }
  const { cycle_seconds: cycle, last_error: error, last_archiving: archived, records_per_second: rate } = activity;
  return html`<section class="card"><h2>Indexing</h2><dl class="facts">
    <dt>Speed</dt><dd>${['1m', '5m', '15m'].map((span) => html`<span class="rate" key=${span}><b>${number(rate[span])}</b> <span class="quiet">in ${span}</span></span>`)} records a second</dd>
    <dt>Since</dt><dd>${time(activity.started_at)}: ${counted(activity.records, 'record')}${activity.quarantined > 0 && ` (${number(activity.quarantined)} damaged)`}, ${bytes(activity.bytes)}</dd>
    <dt>Last look</dt><dd>${activity.last_cycle_at ? html`<span title=${time(activity.last_cycle_at)}>${ago(activity.last_cycle_at)}</span>, took ${duration(cycle.last)}` : 'none yet'}</dd>
    <dt>Last commit</dt><dd>${activity.last_commit_at ? html`<span title=${time(activity.last_commit_at)}>${ago(activity.last_commit_at)}</span>` : 'none yet'}</dd>
    <dt>Looks</dt><dd>${counted(activity.cycles, 'time')}; ${number(activity.commits)} found something, ${number(activity.failed_cycles)} failed; ${duration(cycle.mean)} on average, ${duration(cycle.max)} at most</dd>
    <dt>Backlog</dt><dd>${activity.backlog_left ? 'more is waiting than one look reads' : 'none'}</dd>
    <dt>Last error</dt><dd>${error ? html`${time(error.at)} (${error.still_failing ? `failing since ${time(error.since)}` : 'over'}): <bdi>${visible(error.text)}</bdi>` : 'none'}</dd>
    <dt>Held open</dt><dd>${counted(activity.held_files, 'file')}, to be read to the end even if deleted</dd>
    ${archived && html`<dt>Last archiving</dt><dd>${time(archived.at)}: ${archived.failure ? `failed: ${visible(archived.failure)}`
      : `${counted(archived.jobs, 'job')} of ${counted(archived.submissions, 'submission')}, ${counted(archived.left, 'submission')} left alone`}</dd>`}
  </dl></section>`;
}

function Sizes({ status, files }) {
  const archived = files?.reduce((sum, file) => sum + file.bytes, 0);
  const copied = files?.reduce((sum, file) => sum + (file.vault?.content_bytes ?? 0), 0);
  return html`<section class="card"><h2>Sizes</h2><dl class="facts">
    <dt>Jobs</dt><dd>${number(status.jobs)}${status.archived_jobs ? `, of them ${number(status.archived_jobs)} archived in ${counted(status.archived_submissions, 'submission')}` : ''}</dd>
    <dt>Index</dt><dd>${bytes(status.index_bytes)}${status.jobs > 0 && html`, <b>${bytes(Math.round(status.index_bytes / status.jobs))}</b> a job`}, in ${counted(status.segments, 'segment')}</dd>
    <dt>Vault</dt><dd>${bytes(status.vault_bytes)}${copied > 0 && status.vault_bytes > 0 && ` for ${bytes(copied)} of archives, ${ratio(copied / status.vault_bytes)} times smaller`}</dd>
    <dt>Archives</dt><dd>${archived === undefined ? MISSING : `${bytes(archived)} in ${counted(files.length, 'file')}`}</dd>
    <dt>Directory</dt><dd><bdi class="mono">${status.index}</bdi></dd>
  </dl></section>`;
}

function ratio(times) {
  return times >= 10 ? number(Math.round(times)) : times.toFixed(1);
}
