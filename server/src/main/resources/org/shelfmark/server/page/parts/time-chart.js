/** When jobs ended, stacked by a field. */
import { html, useMemo } from '../ui.js';
import { useAnswer } from '../api.js';
import { Histogram, Legend } from '../chart.js';
import { useFields } from '../fields.js';
import { number, time } from '../format.js';

const STACKS = ['failed', 'status', 'exit', 'owner', 'host', 'batch', 'site', 'universe', 'hold_code'];

/** Names of series where a value alone would not say what it is. */
const NAMED = { failed: { true: 'failed', false: 'succeeded', '(missing)': 'outcome unknown' } };

/** `onRange(from, to)`: seconds since 1970, `to` not included. */
export function TimeChart({ asked, stack, onStack, onRange }) {
  const { answer, problem, pending } = useAnswer('histogram', { ...asked, of: 'ended', by: stack, top: 6 });
  const fields = useFields();
  const { buckets, series } = useMemo(() => shaped(answer, NAMED[stack] ?? {}), [answer]);
  const choices = STACKS.includes(stack) ? STACKS : [stack, ...STACKS];
  return html`<div class="row spread">
      <h2>When they ended</h2>
      <div class="row"><${Legend} series=${series} />
        <label>by <select value=${stack} onChange=${(event) => onStack(event.target.value)}>
          ${choices.map((name) => html`<option value=${name} title=${fields.get(name)?.description}>${name === 'failed' ? 'outcome' : name}</option>`)}</select></label></div>
    </div>
    ${problem ? html`<p class="problem">${problem.message}</p>`
      : html`<div class=${`time-chart ${pending ? 'pending' : ''}`}>
        ${answer && buckets.length > 0 && html`<${Histogram} title="Jobs by the time they ended" buckets=${buckets} series=${series} time=${true} label=${time} onSelect=${onRange} />`}
        ${answer && buckets.length === 0 && html`<p class="empty">${answer.total ? 'None of these jobs has ended.' : 'No jobs.'}</p>`}
      </div>`}
    ${answer && (answer.missing || answer.unplaced) ? html`<p class="quiet">${[
      answer.missing && `${number(answer.missing)} without a time`,
      answer.unplaced && `${number(answer.unplaced)} archived jobs whose interval is not known`,
    ].filter(Boolean).join('; ')}, not in the chart.</p>` : null}`;
}

/** Buckets with a count for each series: the values that are most frequent over all buckets, then the rest, then the missing. */
function shaped(answer, names) {
  if (!answer) return { buckets: [], series: [] };
  const totals = new Map();
  let other = 0;
  let missing = 0;
  for (const bucket of answer.buckets) {
    for (const { value, count } of bucket.by.values) totals.set(String(value), (totals.get(String(value)) ?? 0) + count);
    other += bucket.by.other;
    missing += bucket.by.missing;
  }
  const values = [...totals].sort((a, b) => b[1] - a[1]).map(([value]) => value);
  const series = [...values, ...(other ? ['other'] : []), ...(missing ? ['(missing)'] : [])].map((name) => names[name] ?? name);
  const buckets = answer.buckets.map((bucket) => {
    const counts = new Map(bucket.by.values.map(({ value, count }) => [String(value), count]));
    return {
      from: Date.parse(bucket.from) / 1000,
      to: Date.parse(bucket.to) / 1000,
      counts: [...values.map((value) => counts.get(value) ?? 0), ...(other ? [bucket.by.other] : []), ...(missing ? [bucket.by.missing] : [])],
    };
  });
  return { buckets, series };
}
