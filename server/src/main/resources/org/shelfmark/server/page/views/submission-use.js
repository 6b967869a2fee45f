/** What the jobs of a submission used, and when: efficiency, requests against use, run times, waiting, ends over time. */
import { html } from '../ui.js';
import { Histogram } from '../chart.js';
import { MISSING, bytes, counted, duration, number, percent, queryTime, time } from '../format.js';
import { both } from '../query-text.js';
import { go, link } from '../route.js';
import { IntervalBars } from '../parts/interval-bars.js';
import { RangeBar } from '../parts/range-bar.js';

export function Efficiency({ report }) {
  const { query } = report.submission;
  const to = (...parts) => link('/', { q: both(query, parts.join(' ')) });
  const columns = report.efficiency.bins.map(({ from_percent: from, to_percent: end, jobs }) => {
    if (from === null) return { label: '?', words: 'not known', count: jobs, colour: '--series-rest', to: to('-has:cpu_efficiency') };
    if (end === null) return { label: `≥${from}`, words: `${from} % and above`, count: jobs, colour: '--ok', to: to(`cpu_efficiency:>=${from}`) };
    return {
      label: `${from}`, words: `${from} % to below ${end} %`, count: jobs, colour: from < 50 ? '--series-2' : '--ok',
      to: to(`cpu_efficiency:>=${from}`, `cpu_efficiency:<${end}`),
    };
  });
  return html`<section class="card"><h2>CPU efficiency</h2>
    <${IntervalBars} title="Jobs by CPU efficiency" columns=${columns} />
    <p class="quiet axis-name">percent of cores × run time, “?” where not known${report.efficiency.above100 > 0
      && `; ${counted(report.efficiency.above100, 'job')} above 100 %`}</p>
  </section>`;
}

export function RunTimes({ report }) {
  const { query } = report.submission;
  const spread = report.run_time_seconds;
  const columns = report.run_times.map(({ from_seconds: from, to_seconds: end, jobs }) => ({
    label: shortly(from), words: `${duration(from)} to below ${duration(end)}`, count: jobs,
    to: link('/', { q: both(query, `runtime:>=${from} runtime:<${end}`) }),
  }));
  return html`<section class="card"><h2>Run time</h2>
    ${columns.length === 0 ? html`<p class="quiet">No job has a run time.</p>` : html`<${IntervalBars} title="Jobs by run time" columns=${columns} />
    <p class="quiet axis-name">each column begins at the time below it</p>
    <${Spread} spread=${spread} write=${duration} />`}
  </section>`;
}

/** Seconds in one unit, where there is little room: `1.7m`. */
function shortly(seconds) {
  const [amount, unit] = seconds < 60 ? [seconds, 's'] : seconds < 3600 ? [seconds / 60, 'm']
    : seconds < 86400 ? [seconds / 3600, 'h'] : [seconds / 86400, 'd'];
  return `${Number(amount.toPrecision(2))}${unit}`;
}

export function Waiting({ report }) {
  return html`<section class="card"><h2>Waiting for the first start</h2>
    ${report.wait_seconds.jobs === 0 ? html`<p class="quiet">No job tells when it was submitted and started.</p>` : html`
    <${RangeBar} used=${report.wait_seconds} marks=${[]} /><${Spread} spread=${report.wait_seconds} write=${duration} />`}
  </section>`;
}

const QUANTILES = [['min', 'least'], ['p25', '25 %'], ['median', 'median'], ['p75', '75 %'], ['p95', '95 %'], ['max', 'most']];

/** Numbers of a spread in words. */
function Spread({ spread, write }) {
  return html`<dl class="spread-list">${QUANTILES.map(([name, words]) => html`<div key=${name}><dt>${words}</dt>
    <dd>${spread[name] === null ? MISSING : write(spread[name])}</dd></div>`)}</dl>`;
}

const RESOURCES = [
  ['CPUs', 'cpus', 'cores used on average', (amount) => counted(amount, 'core'), (amount) => `request_cpus = ${amount}`],
  ['Memory', 'memory_mb', 'peak memory', (amount) => bytes(amount * 1024 * 1024), (amount) => `request_memory = ${amount}MB`],
  ['Disk', 'disk_kb', 'peak scratch disk', (amount) => bytes(amount * 1024), (amount) => `request_disk = ${amount}KB`],
];

/** Requested against used. */
export function Requests({ report }) {
  return html`<section class="card"><h2>Requested against used</h2>
    <ul class="phase-list" aria-hidden="true">
      <li><span class="key range-line"></span>least to 95 %</li><li><span class="key range-box"></span>middle half</li>
      <li><span class="key range-mark asked"></span>asked for</li><li><span class="key range-mark advised"></span>suggested</li></ul>
    <div class="resources">${RESOURCES.map(([name, member, what, write, line]) => html`
      <${Resource} key=${name} name=${name} what=${what} of=${report[member]} write=${write} line=${line} />`)}</div>
  </section>`;
}

function Resource({ name, what, of, write, line }) {
  const { requested, used } = of;
  const { min, median, max } = requested;
  const asked = median === null ? 'Nobody asked for an amount that is known'
    : min === max ? `Asked for ${write(median)}` : `Asked for ${write(min)} to ${write(max)}, half of the jobs for no more than ${write(median)}`;
  const suggested = of.suggested_request;
  const marks = [
    { at: min, name: 'asked for at least', kind: 'asked' }, { at: max, name: 'asked for at most', kind: 'asked' },
    { at: suggested, name: 'suggested', kind: 'advised' },
  ];
  return html`<div class="resource"><h3>${name} <span class="quiet">${what}</span></h3>
    <${RangeBar} used=${used} marks=${marks} />
    <${Spread} spread=${used} write=${write} />
    <p>${asked}.${of.over > 0
      && ` ${number(of.over)} of ${counted(of.comparable, 'job')} used more than that (${percent(of.over / of.comparable)}).`}</p>
    <p>${suggested === null ? 'No request is suggested' : html`Suggested: <code class="advice">${line(suggested)}</code>`}${' '}
      <span class="quiet">(${of.suggestion})</span></p>
  </div>`;
}

/** Ends over time; a range that is drawn out of it leads to its jobs. */
export function Timeline({ report }) {
  const { timeline, submission } = report;
  const buckets = timeline.from === null || timeline.interval_seconds === null ? [] : timeline.ended.map((count, index) => {
    const from = Date.parse(timeline.from) / 1000 + index * timeline.interval_seconds;
    return { from, to: from + timeline.interval_seconds, counts: [count] };
  });
  const select = (from, to) => go(link('/', { q: both(submission.query, `ended:>=${queryTime(from * 1000)} ended:<${queryTime(to * 1000)}`) }));
  return html`<section class="card submission-timeline"><h2>When they ended</h2>
    ${buckets.length === 0 ? html`<p class="quiet">No job tells when it ended.</p>` : html`
    <${Histogram} title="Jobs that ended, over time" buckets=${buckets} series=${['jobs']} time=${true} label=${time} onSelect=${select} />
    <p class="quiet">A column is ${duration(timeline.interval_seconds)}. Submitted ${
      between(timeline.first_submitted, timeline.last_submitted)}; started ${
      between(timeline.first_started, timeline.last_started)}; ended ${between(timeline.first_ended, timeline.last_ended)}. Drag across the
      chart to see the jobs of that time.</p>`}
  </section>`;
}

function between(first, last) {
  return first === null ? 'at a time that is not known' : first === last ? time(first) : `${time(first)} to ${time(last)}`;
}
