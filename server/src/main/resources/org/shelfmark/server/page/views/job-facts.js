/** What a job was, and what it used of what it asked for. */
import { html } from '../ui.js';
import { submitMethod } from '../codes.js';
import { MISSING, bytes, counted, duration, number, percent, time } from '../format.js';
import { condition } from '../query-text.js';
import { moment } from '../record.js';
import { Link, link } from '../route.js';
import { RecordText } from '../parts/text.js';

const isNumber = (value) => typeof value === 'number' && Number.isFinite(value);
const isText = (value) => typeof value === 'string' && value !== '';

/** The facts one looks for first, each with its unit in words; what a job does not have is left out. */
export function Facts({ job }) {
  const waited = isNumber(job.queue_time) && job.queue_time >= 0 ? `${duration(job.queue_time)} until it first started` : null;
  const dag = link('/submission', { name: `${job.source}#${job.DAGManJobId}`, by: 'dag', owner: job.Owner, source: job.source });
  const attempts = job.NumShadowStarts;
  const facts = [
    ['Submitted', moment(job.QDate) && `${time(job.QDate)}${isNumber(job.JobSubmitMethod) ? `, by ${submitMethod(job.JobSubmitMethod)}` : ''}`],
    ['Waited', waited],
    ['Started', moment(job.JobStartDate) && time(job.JobStartDate)],
    ['Ran', isNumber(job.RemoteWallClockTime)
      && `${duration(job.RemoteWallClockTime)} on machines${attempts > 1 ? `, over ${counted(attempts, 'attempt')}` : ''}`],
    ['Last attempt', attempts > 1 && isNumber(job.LastRemoteWallClockTime) && duration(job.LastRemoteWallClockTime)],
    ['Left the queue', moment(job.ended) && time(job.ended)],
    ['Machine', isText(job.host) && html`<${Same} name="host" value=${job.host} />${isText(job.LastRemoteHost) && job.LastRemoteHost.includes('@')
      && html` <span class="quiet">(${job.LastRemoteHost.slice(0, job.LastRemoteHost.lastIndexOf('@')).slice(0, 80)})</span>`}`],
    ['Site', isText(job.site) && html`<${Same} name="site" value=${job.site} />`],
    ['Evicted', job.NumVacates > 0 && counted(job.NumVacates, 'time')],
    ['Held', job.NumHolds > 0 && counted(job.NumHolds, 'time')],
    ['Universe', isText(job.universe) && job.universe],
    ['Container image', isText(job.image) && html`<${RecordText} text=${job.image} shown=${200} />`],
    ['Arguments', isText(job.args) && html`<code><${RecordText} text=${job.args} shown=${200} /></code>`],
    ['Directory', isText(job.Iwd) && html`<code><${RecordText} text=${job.Iwd} shown=${200} /></code>`],
    ['Project', isText(job.ProjectName) && html`<${Same} name="project" value=${job.ProjectName} />`],
    ['Group', isText(job.AccountingGroup) && html`<${Same} name="accounting_group" value=${job.AccountingGroup} />`],
    ['DAG', job.DAGManJobId !== null && job.DAGManJobId !== undefined && html`<${Link} to=${dag}>${String(job.DAGManJobId)}</${Link}>${
      isText(job.DAGNodeName) && html`, node <${RecordText} text=${job.DAGNodeName} shown=${200} />`}`],
    ['Moved', isNumber(job.BytesRecvd) && isNumber(job.BytesSent) && job.BytesRecvd + job.BytesSent > 0
      && `${bytes(job.BytesRecvd)} to the machine, ${bytes(job.BytesSent)} back`],
  ].filter(([, value]) => value);
  return html`<section class="card"><h2>Facts</h2>
    <dl class="facts">${facts.map(([name, value]) => html`<dt key=${name}>${name}</dt><dd key=${`${name}-`}>${value}</dd>`)}</dl>
  </section>`;
}

/** A value that leads to all jobs with it. */
function Same({ name, value }) {
  return html`<${Link} to=${link('/', { q: condition(name, value) })} title="All jobs with this value">
    <${RecordText} text=${value} shown=${120} /></${Link}>`;
}

/** What was used, as a bar of what was asked for. */
export function Usage({ job }) {
  const cores = isNumber(job.CpusUsage) ? job.CpusUsage
    : job.RemoteWallClockTime > 0 && isNumber(job.cpu_time) ? job.cpu_time / job.RemoteWallClockTime : null;
  const inCores = (amount) => counted(amount, 'core');
  const paid = [job.CpusProvisioned, job.RequestCpus].find((amount) => amount > 0) ?? 1;
  const megabytes = (amount) => bytes(amount * 1024 * 1024);
  const kilobytes = (amount) => bytes(amount * 1024);
  return html`<section class="card"><h2>Used of what it asked for</h2>
    <ul class="usage">
      <${Used} name="CPU" used=${cores} asked=${job.RequestCpus} given=${job.CpusProvisioned} write=${inCores} kind="on average" />
      <${Used} name="Memory" used=${job.MemoryUsage} asked=${job.RequestMemory} given=${job.MemoryProvisioned} write=${megabytes} kind="at most" />
      <${Used} name="Disk" used=${job.disk} asked=${job.RequestDisk} given=${job.DiskProvisioned} write=${kilobytes} kind="at most" />
      ${(job.RequestGPUs > 0 || job.GPUsProvisioned > 0) && html`<${Used} name="GPU" used=${job.GPUsAverageUsage} asked=${job.RequestGPUs}
        given=${job.GPUsProvisioned} write=${(amount) => counted(amount, 'GPU')} kind="on average" />`}
    </ul>
    <dl class="facts">
      <dt>CPU efficiency</dt><dd>${isNumber(job.cpu_efficiency) ? `${percent(job.cpu_efficiency / 100)}: ${duration(job.cpu_time)} of CPU time on ${
        inCores(paid)} for ${duration(job.RemoteWallClockTime)}` : MISSING}</dd>
      <dt>Core hours</dt><dd>${isNumber(job.core_hours) ? `${number(job.core_hours)} core hours` : MISSING}</dd>
    </dl>
  </section>`;
}

/** One bar: the track is what was asked for, or what was used where that is more; a mark shows the request then. */
function Used({ name, used, asked, given, write, kind }) {
  const known = isNumber(used) && used >= 0;
  const request = isNumber(asked) && asked > 0 ? asked : null;
  const whole = Math.max(known ? used : 0, request ?? 0);
  const over = known && request !== null && used > request;
  const words = !known && request === null ? 'neither the request nor the use is known'
    : !known ? `${write(request)} asked for, the use is not known`
      : request === null ? `${write(used)} ${kind}, the request is not known`
        : `${write(used)} ${kind} of ${write(request)} (${percent(used / request)})`;
  return html`<li>
    <span class="usage-name">${name}</span>
    <span class="usage-words">${words}${isNumber(given) && given > 0 && given !== request
      && html` <span class="quiet">· the slot had ${write(given)}</span>`}</span>
    <span class="usage-bar" aria-hidden="true">
      ${known && used > 0 && html`<span class=${over ? 'usage-fill is-over' : 'usage-fill'} style=${{ width: `${(100 * used) / whole}%` }}></span>`}
      ${over && html`<span class="usage-mark" style=${{ left: `${(100 * request) / whole}%` }}></span>`}
    </span>
  </li>`;
}
