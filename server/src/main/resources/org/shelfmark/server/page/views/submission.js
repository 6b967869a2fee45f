/** One submission: how its jobs ended, what they used of what they asked for, when, where, and which to look at. */
import { html } from '../ui.js';
import { useAnswer } from '../api.js';
import { MISSING, counted, duration, number, percent, time } from '../format.js';
import { both } from '../query-text.js';
import { Link, link } from '../route.js';
import { CopyMenu } from '../parts/copy-menu.js';
import { OutcomeBar, outcomes } from '../parts/outcome-bar.js';
import { ProblemCard } from '../parts/problem.js';
import { RecordText, visible } from '../parts/text.js';
import { Archived } from './submission-archived.js';
import { Ends, FailingHosts, Holds, Removals, Worth } from './submission-ends.js';
import { Efficiency, Requests, RunTimes, Timeline, Waiting } from './submission-use.js';

const HEADINGS = {
  404: 'There is no such submission',
  409: 'That name stands for several submissions',
  503: 'The time was up before its jobs were found',
};

export function SubmissionView({ params }) {
  const path = params.name && `submissions/${encodeURIComponent(params.name)}`;
  const { answer: report, problem, pending } = useAnswer(path, { by: params.by, owner: params.owner, source: params.source });
  if (!params.name) {
    return html`<section class="card"><h1>No submission is named</h1>
      <p>Choose one from <${Link} to="/submissions">the list of submissions</${Link}>.</p></section>`;
  }
  if (problem) {
    return html`<${ProblemCard} problem=${problem} headings=${HEADINGS}>
      <${Candidates} candidates=${problem.candidates} params=${params} /></${ProblemCard}>`;
  }
  if (!report) return html`<section class="card job-head" aria-busy="true"><h1 class="wrap">Submission ${visible(params.name)}</h1></section>`;
  return html`<article class=${`job ${pending ? 'pending' : ''}`}>
    <${Heading} report=${report} />
    ${report.timed_out && html`<p class="note" role="status">The time was up: this tells of the jobs that were read until then.</p>`}
    <${Archived} report=${report} />
    <${Totals} report=${report} />
    <${Timeline} report=${report} />
    <div class="job-columns">
      <div><${Ends} report=${report} /><${Holds} report=${report} /><${Removals} report=${report} /><${FailingHosts} report=${report} /></div>
      <div><${Efficiency} report=${report} /><${RunTimes} report=${report} /><${Waiting} report=${report} /></div>
    </div>
    <${Requests} report=${report} />
    <${Worth} title="Failed jobs, the last first" jobs=${report.failures} report=${report} part="failures" />
    <${Worth} title="Slowest jobs" jobs=${report.slowest} report=${report} part="slowest" />
  </article>`;
}

const KINDS = { cluster: 'Submission', batch: 'Batch', dag: 'DAG' };

function Heading({ report }) {
  const { submission } = report;
  const { query, totals } = submission;
  return html`<header class="card job-head">
    <div class="job-name"><h1 class="wrap">${KINDS[report.by] ?? 'Submission'} <bdi>${visible(submission.name)}</bdi></h1>
      ${report.archived && html`<span class="badge">${report.archived.jobs >= totals.jobs ? 'archived' : 'partly archived'}</span>`}</div>
    <p class="wrap quiet">${submission.owner === null ? 'without an owner' : html`of <bdi>${visible(submission.owner)}</bdi>`}${' '}
      at <bdi>${visible(submission.source)}</bdi>${
      report.by !== 'batch' && submission.batch && html`, batch <${RecordText} text=${submission.batch} shown=${120} />`}${
      submission.cmd && html`, running <code><${RecordText} text=${submission.cmd} shown=${120} /></code>`}</p>
    <div class="row">
      <${Link} to=${link('/', { q: query })}>All its jobs</${Link}>
      ${totals.failed > 0 && html`<${Link} to=${link('/', { q: both(query, 'is:failed') })}>Its failures</${Link}>`}
      ${totals.failed > 0 && totals.failed < totals.jobs && html`<${Link}
        to=${link('/compare', { q: both(query, 'is:failed'), against: both(query, '-is:failed') })}>What its failures have in common</${Link}>`}
      <${CopyMenu} kind="submission" name=${submission.name}
        options=${{ by: report.by, owner: submission.owner, source: submission.source }} />
    </div>
  </header>`;
}

/** A figure and what it is of. */
function Tile({ name, children, note }) {
  return html`<div class="tile"><dt>${name}</dt><dd>${children}${note && html`<span class="quiet">${note}</span>`}</dd></div>`;
}

function Totals({ report }) {
  const { totals } = report.submission;
  const ended = totals.completed === totals.jobs ? 'all completed' : `${number(totals.completed)} completed, ${number(totals.removed)} removed`;
  const good = totals.core_hours > 0 && `${percent(totals.good_core_hours / totals.core_hours)} in runs that were not cut short`;
  const efficiency = totals.cpu_efficiency_percent === null ? MISSING : percent(totals.cpu_efficiency_percent / 100);
  const again = totals.restarted_jobs ? `${counted(totals.restarted_jobs, 'job')} started again` : 'no job started again';
  const span = Date.parse(totals.last_ended) - Date.parse(totals.first_submitted);
  return html`<section class="card"><h2>Totals</h2>
    <${OutcomeBar} totals=${totals} />
    <ul class="phase-list outcome-list">${outcomes(totals).map(({ name, jobs, colour }) => html`<li key=${name}>
      <span class="swatch" style=${{ background: `var(${colour})` }}></span>${name} <strong>${number(jobs)}</strong>
      <span class="quiet">${percent(jobs / totals.jobs)}</span></li>`)}</ul>
    <dl class="tiles">
      <${Tile} name="Jobs" note=${ended}>${number(totals.jobs)}</${Tile}>
      <${Tile} name="Core hours" note=${good}>${number(totals.core_hours)}</${Tile}>
      <${Tile} name="CPU efficiency" note=${`${number(totals.cpu_hours)} h of CPU time`}>${efficiency}</${Tile}>
      <${Tile} name="Run attempts" note=${again}>${number(totals.attempts)}</${Tile}>
      <${Tile} name="Evictions">${number(totals.vacates)}</${Tile}>
      <${Tile} name="Holds" note=${totals.jobs_held > 0 && `of ${counted(totals.jobs_held, 'job')}`}>${number(totals.holds)}</${Tile}>
      <${Tile} name="Short jobs" note="ran less than a minute">${number(totals.short_jobs)}</${Tile}>
      <${Tile} name="Took" note=${totals.first_submitted && `from submission at ${time(totals.first_submitted)}`}>
        ${Number.isFinite(span) && span >= 0 ? duration(span / 1000) : MISSING}</${Tile}>
    </dl>
  </section>`;
}

/** The submissions that a name may mean, as the server names them: `source S, owner O`. */
function Candidates({ candidates, params }) {
  if (!candidates.length) return null;
  return html`<p>Which one is meant?</p><ul class="candidates">${candidates.map((each) => {
    const [, source, owner] = /^source (.*?), (?:no owner|owner (.*))$/s.exec(each) ?? [];
    return html`<li key=${each}>${source === undefined || owner === undefined ? visible(each)
      : html`<${Link} to=${link('/submission', { ...params, source, owner })}>${visible(each)}</${Link}>`}</li>`;
  })}</ul>`;
}
