/**
 * Histograms, drawn by uPlot: stacked bars over time or over numbers, with a range that can be drawn out of them. Beside each
 * chart stands the same as a table for those who do not see it.
 */
import { html, useEffect, useMemo, useRef } from './ui.js';
import { MISSING, compact, number, time as timeOf, zoneName } from './format.js';
import { useTheme } from './theme.js';

/** Colours of series in the order of their use; a name that means something has its own. */
const PALETTE = ['--series-1', '--series-2', '--series-3', '--series-4', '--series-5', '--series-6', '--series-7', '--series-8'];
const MEANT = {
  completed: '--ok', removed: '--removed', held: '--held', failed: '--bad', succeeded: '--ok', 'outcome unknown': '--removed',
};

/** The CSS custom property that colours a series. */
function colourName(name, index) {
  return MEANT[name] ?? (name === 'other' || name === '(missing)' ? '--series-rest' : PALETTE[index % PALETTE.length]);
}

/**
 * A histogram.
 *
 * `buckets`: `{from, to, counts}` in order without overlap, `from` and `to` numbers (of time: seconds since 1970), counts one a
 * series. `series`: names. `time`: whether numbers are moments. `label(number)` writes a place on the axis. `onSelect(from, to)`
 * is called with the range that was drawn out, widened to whole buckets.
 */
export function Histogram({ title, buckets, series, time = false, label = number, height = 130, onSelect }) {
  const place = useRef(null);
  const latest = useRef(onSelect);
  latest.current = onSelect;
  const theme = useTheme();
  const columns = useMemo(() => stacked(buckets, series), [buckets, series]);
  useEffect(() => {
    const root = place.current;
    if (!root || buckets.length === 0 || !globalThis.uPlot) return undefined;
    const style = getComputedStyle(root);
    const colour = (name) => style.getPropertyValue(name).trim();
    const width = Math.max(200, root.clientWidth);
    const first = buckets[0].from;
    const last = buckets[buckets.length - 1].to;
    const options = {
      width,
      height,
      padding: [8, 26, 0, 0],
      cursor: { drag: { x: Boolean(onSelect), y: false, setScale: false }, points: { show: false }, y: false },
      legend: { show: false },
      tzDate: (seconds) => globalThis.uPlot.tzDate(new Date(seconds * 1000), zoneName()),
      scales: { x: { time, range: [first, last] }, y: { range: (u, min, max) => [0, Math.max(1, max * 1.06)] } },
      axes: [
        {
          stroke: colour('--text-2'), space: time ? 64 : 50, grid: { show: false }, ticks: { stroke: colour('--line'), size: 4 }, size: time ? 38 : 26, gap: 3,
          font: `11px ${style.fontFamily}`,
          ...(time ? { values: timeLabels } : { values: (u, places) => places.map(label) }),
        },
        {
          stroke: colour('--text-2'), grid: { stroke: colour('--line'), width: 1 }, ticks: { show: false }, size: 44, gap: 4,
          font: `11px ${style.fontFamily}`, values: (u, places) => places.map((place) => (Number.isInteger(place) ? compact(place) : '')),
        },
      ],
      series: [{}, ...columns.names.map((name, index) => ({
        label: name,
        fill: colour(colourName(name, series.indexOf(name) < 0 ? index : series.indexOf(name))),
        stroke: 'transparent',
        width: 0,
        points: { show: false },
        paths: (u, seriesIndex) => bars(u, seriesIndex, buckets),
      }))],
      hooks: {
        setSelect: [(u) => {
          if (u.select.width < 3 || !latest.current) return;
          const from = u.posToVal(u.select.left, 'x');
          const to = u.posToVal(u.select.left + u.select.width, 'x');
          const inside = buckets.filter((bucket) => bucket.to > from && bucket.from < to);
          u.setSelect({ left: 0, width: 0, top: 0, height: 0 }, false);
          if (inside.length) latest.current(inside[0].from, inside[inside.length - 1].to);
        }],
        setCursor: [(u) => tell(u, root, buckets, columns, label)],
      },
    };
    const chart = new globalThis.uPlot(options, columns.rows, root.querySelector('.chart-canvas'));
    const observer = new ResizeObserver(() => {
      const now = Math.max(200, root.clientWidth);
      if (now !== chart.width) chart.setSize({ width: now, height });
    });
    observer.observe(root);
    return () => {
      observer.disconnect();
      chart.destroy();
    };
  }, [columns, height, time, Boolean(onSelect), theme]);
  return html`<figure class="chart" ref=${place} style=${{ minHeight: `${height}px` }}>
    <figcaption class="visually-hidden">${title}</figcaption>
    <div class="chart-canvas" aria-hidden="true"></div>
    <div class="chart-tip" aria-hidden="true" hidden></div>
    <${AsTable} title=${title} buckets=${buckets} series=${series} label=${label} />
  </figure>`;
}

function AsTable({ title, buckets, series, label }) {
  return html`<div class="visually-hidden"><table>
    <caption>${title}</caption>
    <thead><tr><th scope="col">from</th><th scope="col">to</th>${series.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
    <tbody>${buckets.filter((bucket) => bucket.counts.some((count) => count > 0)).map((bucket) => html`<tr key=${bucket.from}>
      <th scope="row">${label(bucket.from)}</th><td>${label(bucket.to)}</td>
      ${bucket.counts.map((count) => html`<td>${number(count)}</td>`)}
    </tr>`)}</tbody>
  </table></div>`;
}

/** Columns as uPlot takes them: middles of the buckets, then running totals, the tallest first so that others are drawn over it. */
function stacked(buckets, series) {
  const middles = buckets.map((bucket) => (bucket.from + bucket.to) / 2);
  const totals = series.map((_, index) => buckets.map((bucket) => bucket.counts.slice(0, index + 1).reduce((sum, count) => sum + count, 0)));
  return { names: [...series].reverse(), rows: [middles, ...totals.reverse()] };
}

function bars(u, seriesIndex, buckets) {
  const fill = new Path2D();
  const floor = u.valToPos(0, 'y', true);
  buckets.forEach((bucket, index) => {
    const count = u.data[seriesIndex][index];
    if (!count) return;
    const left = u.valToPos(bucket.from, 'x', true);
    const right = u.valToPos(bucket.to, 'x', true);
    const gap = right - left > 4 ? 1 : 0;
    const top = Math.min(u.valToPos(count, 'y', true), floor - 1);
    fill.rect(left, top, Math.max(1, right - left - gap), floor - top);
  });
  return { fill, stroke: null, clip: null, flags: 1 };
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Clock times where an axis is narrower than days, dates where it is wider; the date once where the day changes. */
function timeLabels(u, places, axis, space, step) {
  let before = null;
  return places.map((place) => {
    const [date, clock] = timeOf(place).split(' ');
    const [year, month, dayOfMonth] = date.split('-');
    const named = `${Number(dayOfMonth)} ${MONTHS[Number(month) - 1]}`;
    const text = step >= 86400 * 28 ? `${MONTHS[Number(month) - 1]} ${year}`
      : step >= 86400 ? named
        : date !== before ? `${clock.slice(0, 5)}\n${named}` : clock.slice(0, step >= 60 ? 5 : 8);
    before = date;
    return text;
  });
}

function tell(u, root, buckets, columns, label) {
  const tip = root.querySelector('.chart-tip');
  const { left } = u.cursor;
  const at = left >= 0 ? u.posToVal(left, 'x') : null;
  const bucket = at === null ? undefined : buckets.find((each) => each.from <= at && at < each.to);
  if (!bucket) {
    tip.hidden = true;
    return;
  }
  const total = bucket.counts.reduce((sum, count) => sum + count, 0);
  const lines = [`${label(bucket.from)} – ${label(bucket.to)}`, `${number(total)} in all`];
  if (columns.names.length > 1) {
    [...columns.names].reverse().forEach((name, index) => {
      if (bucket.counts[index]) lines.push(`${name}: ${number(bucket.counts[index])}`);
    });
  }
  tip.textContent = lines.join('\n') || MISSING;
  tip.hidden = false;
  const room = root.clientWidth - tip.offsetWidth - 8;
  tip.style.left = `${Math.max(0, Math.min(room, left + 56))}px`;
}


/** The legend of stacked series. */
export function Legend({ series }) {
  return html`<ul class="legend" aria-hidden="true">${series.map((name, index) => html`
    <li key=${name}><span class="swatch" style=${{ background: `var(${colourName(name, index)})` }}></span>${String(name)}</li>`)}
  </ul>`;
}
