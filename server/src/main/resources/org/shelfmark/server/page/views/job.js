/** One job: how it ended and why, when what happened, what it used, where its record is. */
import { html, useMemo, useRef } from '../ui.js';
import { useAnswer, askText } from '../api.js';
import { ending } from '../codes.js';
import { condition } from '../query-text.js';
import { Link, link } from '../route.js';
import { CopyMenu } from '../parts/copy-menu.js';
import { ProblemCard } from '../parts/problem.js';
import { RecordText, visible } from '../parts/text.js';
import { attributesOf } from '../record.js';
import { Around } from './job-around.js';
import { Ending } from './job-end.js';
import { Facts, Usage } from './job-facts.js';
import { FullRecord, Place } from './job-record.js';
import { Timeline } from './job-timeline.js';

const HEADINGS = {
  404: 'There is no such job',
  409: 'That id stands for several jobs',
  410: 'The record of that job is gone',
  503: 'It is not known whether there is such a job',
};

export function JobView({ params }) {
  const path = params.id && `jobs/${encodeURIComponent(params.id)}`;
  const which = { source: params.source };
  const told = useAnswer(path, which);
  const read = useAnswer(path && `${path}/record`, { ...which, format: 'long' }, askText);
  const whole = useRef(null);
  const isWhole = !told.pending && !read.pending;
  if (isWhole) whole.current = { told, read, shown: path };
  const { told: { answer, problem }, read: raw, shown } = whole.current ?? { told, read, shown: path }; // of one job, never of two
  const attributes = useMemo(() => (raw.answer === null ? null : attributesOf(raw.answer)), [raw.answer]);
  const find = params.find ?? '';
  const record = useMemo(
    () => answer && html`<${FullRecord} job=${answer.job} attributes=${attributes} problem=${raw.problem} find=${find} />`,
    [answer, attributes, raw.problem, find],
  );
  if (!params.id) {
    return html`<section class="card"><h1>No job is named</h1>
      <p>Choose one from <${Link} to="/">the list of jobs</${Link}>.</p></section>`;
  }
  if (problem) {
    return html`<${ProblemCard} problem=${problem} headings=${HEADINGS}><${Candidates} candidates=${problem.candidates} /></${ProblemCard}>`;
  }
  if (!answer) return html`<section class="card job-head" aria-busy="true"><h1 class="wrap">Job ${visible(params.id)}</h1></section>`;
  const { job, address } = answer;
  return html`<article class=${`job ${isWhole ? '' : 'pending'}`}>
    <${Heading} job=${job} path=${shown} which=${which} />
    <${Timeline} job=${job} attributes=${attributes} settled=${attributes !== null || raw.problem !== null} />
    <div class="job-columns">
      <div><${Facts} job=${job} /><${Usage} job=${job} /></div>
      <div><${Ending} job=${job} /><${Around} job=${job} /><${Place} job=${job} address=${address} /></div>
    </div>
    ${record}
  </article>`;
}

function Heading({ job, path, which }) {
  const { tone, words } = ending(job);
  const file = `${String(job.id).replace(/[^A-Za-z0-9._-]+/g, '_')}.txt`;
  return html`<header class="card job-head">
    <div class="job-name">
      <h1 class="wrap">Job <bdi>${visible(job.id)}</bdi></h1>
      <span class=${`badge ${tone}`}>${words}</span>
      ${job.archived && html`<span class="badge">archived</span>`}
    </div>
    <p class="wrap quiet">${job.Owner
      ? html`of <${Link} to=${link('/', { q: condition('owner', String(job.Owner)) })}>${visible(job.Owner)}</${Link}>` : 'without an owner'}${
      job.JobBatchName && html`, batch <${RecordText} text=${String(job.JobBatchName)} shown=${120} />`}${
      job.Cmd && html`, running <code><${RecordText} text=${String(job.Cmd)} shown=${120} /></code>`}</p>
    <div class="row">
      <a href=${link(`/api/v1/${path}/record`, { ...which, format: 'long' })} download=${file}>Download the record</a>
      <a href=${link(`/api/v1/${path}`, which)}>As JSON</a>
      <${CopyMenu} kind="job" name=${String(job.id)} options=${which} />
    </div>
  </header>`;
}

/** The jobs that an id may mean, as the server names them: `source: id`, sometimes with the owner behind. */
function Candidates({ candidates }) {
  if (!candidates.length) return null;
  return html`<p>Which one is meant?</p><ul class="candidates">${candidates.map((each) => {
    const [, source, id] = /^(.*?): (.*?)(?: of owner .*)?$/s.exec(each) ?? [null, undefined, each];
    return html`<li key=${each}><${Link} to=${link('/job', { id, source })}>${visible(each)}</${Link}></li>`;
  })}</ul>`;
}
