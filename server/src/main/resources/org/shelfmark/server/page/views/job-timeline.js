/** When what happened to a job: a bar of its phases, and beside it the list of moments that the bar is made from. */
import { html } from '../ui.js';
import { counted, duration, time } from '../format.js';
import { moment } from '../record.js';

/** Moments that only records have. */
const RECORDED = new Set([
  'JobLastStartDate', 'LastVacateTime', 'JobCurrentStartTransferInputDate', 'JobCurrentFinishTransferInputDate',
  'JobCurrentStartTransferOutputDate', 'JobCurrentFinishTransferOutputDate',
]);

/** The times of a job in seconds since 1970, null where it has none. What only the record tells is there when it is. */
function timesOf(job, attributes) {
  const recorded = Object.fromEntries((attributes ?? []).filter(({ name }) => RECORDED.has(name)).map(({ name, text }) => [name, moment(text)]));
  const executing = moment(job.JobCurrentStartExecutingDate);
  const executed = executing && job.ActivationExecutionDuration >= 0 ? executing + job.ActivationExecutionDuration : null;
  const lastStarted = moment(job.JobCurrentStartDate);
  const ended = moment(job.ended);
  const stopped = lastStarted && job.LastRemoteWallClockTime >= 0 ? lastStarted + job.LastRemoteWallClockTime : null;
  return {
    submitted: moment(job.QDate),
    matched: moment(job.LastMatchTime),
    started: moment(job.JobStartDate),
    lastStarted,
    before: recorded.JobLastStartDate ?? null,
    inFrom: moment(job.TransferInStarted) ?? recorded.JobCurrentStartTransferInputDate ?? null,
    inTo: moment(job.TransferInFinished) ?? recorded.JobCurrentFinishTransferInputDate ?? null,
    executing,
    executed,
    outFrom: moment(job.TransferOutStarted) ?? recorded.JobCurrentStartTransferOutputDate ?? null,
    outTo: moment(job.TransferOutFinished) ?? recorded.JobCurrentFinishTransferOutputDate ?? null,
    vacated: recorded.LastVacateTime ?? null,
    // of a job that completes, the run ends with it; a second is a matter of rounding
    stopped: stopped !== null && ended !== null && ended - stopped > 1 ? stopped : null,
    ended,
  };
}

/** The moments in the order in which they were, as `{at, words}`. */
function momentsOf(job, t) {
  const several = t.lastStarted !== null && t.started !== null && t.lastStarted > t.started;
  return [
    [t.submitted, 'submitted'],
    [t.started, several ? 'started for the first time' : 'started'],
    [t.before !== t.started ? t.before : null, 'the attempt before the last started'],
    [t.vacated, 'a run was cut short for the last time'],
    [t.matched, 'matched to its last slot'],
    [several ? t.lastStarted : null, 'last attempt started'],
    [t.inFrom, 'input transfer began'],
    [t.inTo, 'input transfer ended'],
    [t.executing, 'executable began'],
    [t.executed, 'executable ended'],
    [t.outFrom, 'output transfer began'],
    [t.outTo, 'output transfer ended'],
    [t.stopped, 'last attempt ended'],
    [t.ended, job.status === 'removed' ? 'removed' : job.status === 'completed' ? 'completed' : 'left the queue'],
  ].filter(([at]) => at !== null)
    .map(([at, words], order) => ({ at, words, order }))
    .sort((one, other) => one.at - other.at || one.order - other.order);
}

/** The phases between submission and end without gaps, as `{name, from, to, colour}`; a phase of no length is left out. */
function phasesOf(job, t) {
  const end = t.ended ?? Math.max(...Object.values(t).filter((at) => at !== null));
  const run = t.lastStarted ?? t.started;
  const body = t.executing === null ? ['running', '--ok'] : ['setting up', '--series-6'];
  const inRun = (at) => (at !== null && run !== null && at >= run ? at : null);
  const marks = [
    [t.submitted, 'waiting in the queue', '--series-rest'],
    [t.started !== run ? t.started : null, 'earlier attempts, and waiting between them', '--series-2'],
    [run, ...body],
    [inRun(t.inFrom), 'input transfer', '--series-1'],
    [inRun(t.inTo), ...body],
    [inRun(t.executing), 'executing', '--ok'],
    [inRun(t.executed), 'cleaning up', '--series-8'],
    [inRun(t.outFrom), 'output transfer', '--series-4'],
    [inRun(t.outTo), 'cleaning up', '--series-8'],
    [t.stopped, job.NumHolds > 0 ? 'held, or waiting' : 'waiting', '--held'],
  ].filter(([at]) => at !== null);
  const phases = [];
  marks.forEach(([at, name, colour], index) => {
    const from = Math.max(at, phases[phases.length - 1]?.to ?? at);
    const to = Math.min(end, Math.max(from, marks[index + 1]?.[0] ?? end));
    if (to > from) phases.push({ name, from, to, colour });
  });
  return phases;
}

/** How long each kind of phase took, all of its parts together. */
function lengthsOf(phases) {
  const lengths = new Map();
  for (const { name, colour, from, to } of phases) lengths.set(name, { name, colour, seconds: (lengths.get(name)?.seconds ?? 0) + to - from });
  return [...lengths.values()];
}

/** How often for which reason it was held, where the record counts that: ` (UserRequest 1, JobPolicy 2)`. */
function reasonsOf(attributes) {
  const text = attributes?.find(({ name }) => name === 'NumHoldsByReason')?.text ?? '';
  const counts = [...text.matchAll(/(\w+)\s*=\s*(\d+)/g)].map(([, reason, count]) => `${reason} ${count}`);
  return counts.length ? ` (${counts.join(', ')})` : '';
}

/** `settled`: whether the record is there, or will not come; until then nothing is drawn that would change. */
export function Timeline({ job, attributes, settled }) {
  if (!settled) return html`<section class="card timeline" aria-busy="true"><h2>Timeline</h2></section>`;
  const times = timesOf(job, attributes);
  const moments = momentsOf(job, times);
  if (moments.length === 0) return html`<section class="card"><h2>Timeline</h2><p class="quiet">The record has no times.</p></section>`;
  const phases = phasesOf(job, times);
  const whole = phases.reduce((sum, phase) => sum + phase.to - phase.from, 0);
  const first = moments[0].at;
  return html`<section class="card timeline"><h2>Timeline</h2>
    ${phases.length > 0 && html`<div class="phases" aria-hidden="true">${phases.map((phase, index) => html`
      <span key=${index} title=${`${phase.name}: ${duration(phase.to - phase.from)}`}
        style=${{ flexGrow: Math.max((phase.to - phase.from) / whole, 0.004), background: `var(${phase.colour})` }}></span>`)}</div>
    <ul class="phase-list" aria-label="Phases">${lengthsOf(phases).map(({ name, colour, seconds }) => html`<li key=${name}>
      <span class="swatch" style=${{ background: `var(${colour})` }}></span>${name} <strong>${duration(seconds)}</strong></li>`)}</ul>`}
    <ol class="moments">${moments.map(({ at, words }, index) => html`<li key=${index}>
      <time datetime=${new Date(at * 1000).toISOString()}>${time(at)}</time> <span>${words}</span>
      <span class="quiet">${index === 0 ? '' : `+${duration(at - first)}`}</span></li>`)}</ol>
    ${job.NumHolds > 0 && html`<p class="quiet">It was held ${counted(job.NumHolds, 'time')}${reasonsOf(attributes)}; records do not say when.</p>`}
  </section>`;
}
