/** How the jobs of a submission ended: exit codes, holds, removals, the hosts that fail more, and jobs to look at. */
import { html } from '../ui.js';
import { exitMeaning, reasonOf, removalWords, signalName, signalWords } from '../codes.js';
import { useCodes } from '../fields.js';
import { MISSING, counted, duration, number, percent, time } from '../format.js';
import { both, condition } from '../query-text.js';
import { Link, link } from '../route.js';
import { CountBars } from '../parts/count-bars.js';
import { RecordText, visible } from '../parts/text.js';

/** Whether archived jobs are missing in a part of the report. */
export function isOfLiveJobs(report, part) {
  return Boolean(report.archived?.live_only?.includes(part));
}

export function LiveNote({ report, part }) {
  return isOfLiveJobs(report, part) ? html`<p class="quiet">Of jobs that are not archived.</p>` : null;
}

const isNumber = (value) => typeof value === 'number' && Number.isFinite(value);

export function Ends({ report }) {
  const { query, totals } = report.submission;
  const to = (part) => link('/', { q: both(query, part) });
  const row = (name, words, colour) => ({ value, count }) => ({
    label: name === 'signal' && isNumber(value) ? `${signalName(value)} (${value})` : value,
    count, colour: colour(value), words: isNumber(value) ? words(value) : null, to: to(condition(name, value)),
  });
  const statusColours = { completed: '--ok', removed: '--removed', held: '--held' };
  return html`<section class="card ends"><h2>How they ended</h2>
    <h3>Status</h3>
    <${CountBars} caption="Jobs by status" head="Status" whole=${totals.jobs} rest=${report.statuses.other} missing=${report.statuses.missing}
      rows=${report.statuses.values.map(row('status', () => null, (value) => statusColours[value] ?? '--series-1'))} />
    <h3>Exit codes</h3>
    <${CountBars} caption="Jobs by exit code" head="Exit code" whole=${totals.jobs} rest=${report.exit_codes.other}
      missing=${report.exit_codes.missing} rows=${report.exit_codes.values.map(row('exit', exitMeaning, (value) => (value === 0 ? '--ok' : '--bad')))} />
    ${report.signals.values.length > 0 && html`<h3>Signals</h3>
    <${CountBars} caption="Jobs by signal" head="Signal" whole=${totals.jobs} rest=${report.signals.other}
      rows=${report.signals.values.map(row('signal', signalWords, () => '--bad'))} />`}
    ${report.attempts.distinct > 1 && html`<h3>Run attempts</h3>
    <${CountBars} caption="Jobs by run attempts" head="Attempts" whole=${totals.jobs} rest=${report.attempts.other} missing=${report.attempts.missing}
      rows=${report.attempts.values.map(row('attempts', () => null, () => '--series-1'))} />`}
    ${report.commands.distinct > 1 && html`<h3>Commands</h3>
    <${CountBars} caption="Jobs by command" head="Command" whole=${totals.jobs} rest=${report.commands.other} missing=${report.commands.missing}
      rows=${report.commands.values.map(row('cmd', () => null, () => '--series-1'))} />`}
  </section>`;
}

export function Holds({ report }) {
  const codes = useCodes();
  if (report.hold_reasons.length === 0) return null;
  return html`<section class="card"><h2>Why jobs were held</h2>
    ${isOfLiveJobs(report, 'hold_reasons.text') && html`<p class="quiet">The texts are of jobs that are not archived.</p>`}
    <ul class="reasons">${report.hold_reasons.map((each, index) => {
      const reason = each.code === null ? null : reasonOf(codes, each.code);
      const name = reason?.name ?? each.label ?? (each.code === null ? 'No code' : 'Another reason');
      return html`<li key=${index}><p><strong>${name}</strong>${each.code !== null && ` (code ${each.code})`}
        <span class="quiet"> · ${counted(each.jobs, 'job')}</span></p>
        ${reason?.words && html`<p>${reason.words[0].toUpperCase()}${reason.words.slice(1)}.</p>`}
        <${Said} each=${each} /></li>`;
    })}</ul></section>`;
}

export function Removals({ report }) {
  if (report.remove_reasons.length === 0) return null;
  return html`<section class="card"><h2>Why jobs were removed</h2>
    <${LiveNote} report=${report} part="remove_reasons" />
    <ul class="reasons">${report.remove_reasons.map((each, index) => html`<li key=${index}>
      <p><strong>${counted(each.jobs, 'job')}</strong>${' '}
        <span>${removalWords(each.text) ?? (each.text === null ? 'nobody wrote down why' : '')}</span></p>
      <${Said} each=${each} /></li>`)}</ul></section>`;
}

/** The most frequent text of a reason; the server writes N for numbers, so that equal reasons are one. */
function Said({ each }) {
  if (each.text === null) return null;
  return html`<blockquote><${RecordText} text=${each.text} shown=${300} /></blockquote>
    ${each.jobs_with_text < each.jobs && html`<p class="quiet">${number(each.jobs_with_text)} of them say so; N stands for a number.</p>`}`;
}

/** Why no host is said to fail more than others. */
function noneFailing({ hosts, jobs, failed }) {
  if (hosts === 0) return 'No job tells its host and how it ended.';
  if (hosts === 1) return 'All jobs ran on one host, so there is nothing to compare.';
  if (failed === 0) return `None: no job failed on any of ${number(hosts)} hosts.`;
  return `None of ${number(hosts)} hosts stands out: that ${number(failed)} of ${counted(jobs, 'job')} failed has little to do with where they ran.`;
}

export function FailingHosts({ report }) {
  const { hosts, failed, failing } = report.host_failures;
  if (failing.length === 0) {
    return html`<section class="card"><h2>Hosts that fail more than others</h2><p class="quiet">${noneFailing(report.host_failures)}</p></section>`;
  }
  const { query } = report.submission;
  return html`<section class="card"><h2>Hosts that fail more than others</h2>
    <p class="quiet">Of ${number(hosts)} hosts, on these more of the ${number(failed)} failures happened than chance explains.</p>
    <div class="table-scroll" tabindex="0" role="region" aria-label="Hosts that fail more than others"><table class="plain">
      <caption class="visually-hidden">Hosts that fail more than others</caption>
      <thead><tr><th scope="col">Host</th><th scope="col" class="amount">Failed</th><th scope="col" class="amount">Share</th>
        <th scope="col" class="amount">Elsewhere</th><th scope="col" class="amount">By chance</th></tr></thead>
      <tbody>${failing.map((each) => html`<tr key=${each.host}>
        <th scope="row" class="host-cell"><${Link} to=${link('/', { q: both(query, condition('host', each.host)) })}>
          <${RecordText} text=${each.host} shown=${120} /></${Link}></th>
        <td class="amount">${number(each.failed)} of ${number(each.jobs)}</td><td class="amount">${percent(each.failed_percent / 100)}</td>
        <td class="amount">${percent(each.others_failed_percent / 100)}</td>
        <td class="amount">${each.probability < 0.0001 ? '< 0.01 %' : percent(each.probability)}</td></tr>`)}</tbody>
    </table></div></section>`;
}

/** Jobs to look at, as a table. One job may be there twice, written by two access points or twice by one. */
export function Worth({ title, jobs, report, part }) {
  if (jobs.length === 0 && !isOfLiveJobs(report, part)) return null;
  if (jobs.length === 0) return html`<section class="card"><h2>${title}</h2><${LiveNote} report=${report} part=${part} /></section>`;
  return html`<section class="card"><h2>${title}</h2><${LiveNote} report=${report} part=${part} />
    <div class="table-scroll" tabindex="0" role="region" aria-label=${title}><table class="plain"><caption class="visually-hidden">${title}</caption>
      <thead><tr><th scope="col">Job</th><th scope="col" class="amount">Ran</th><th scope="col">Ended</th><th scope="col">Exit</th>
        <th scope="col">Host</th><th scope="col">Reason</th></tr></thead>
      <tbody>${jobs.map((job, index) => html`<tr key=${index}>
        <th scope="row"><${Link} to=${link('/job', { id: job.id })}>${visible(job.id)}</${Link}></th>
        <td class="amount">${duration(job.run_time_seconds)}</td><td class="moment-cell">${time(job.ended)}</td>
        <td>${isNumber(job.signal) ? signalName(job.signal) : job.exit ?? MISSING}</td>
        <td>${job.host === null ? MISSING : visible(job.host)}</td>
        <td class="reason-cell">${job.reason === null ? MISSING : html`<${RecordText} text=${job.reason} shown=${160} />`}</td></tr>`)}</tbody>
    </table></div></section>`;
}
