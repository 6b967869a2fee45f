/** Comparisons that are often wanted, made from the query that is there. */
import { joined, parts } from '../query-text.js';

const PAIRS = [
  ['failed against successful', 'is:failed', 'is:ok'],
  ['removed against completed', 'status:removed', 'status:completed'],
  ['held at some time against never', 'holds:>0', '-has:holds'],
  ['run again against run once', 'attempts:>1', 'attempts:1'],
  ['last 7 days against the 30 before', 'ended:>-7d', 'ended:-37d..-7d'],
];

/** `{name, q, against}` of each; what the query already says of how jobs ended is left out of both sides. */
export function presets(q, against) {
  const used = new Set(PAIRS.flatMap(([, first, second]) => [first, second]));
  const rest = parts(q).filter((part) => !used.has(part));
  const found = PAIRS.map(([name, first, second]) => {
    const base = first.startsWith('ended:') ? rest.filter((part) => !part.startsWith('ended:')) : rest;
    return { name, q: joined([...base, first]), against: joined([...base, second]) };
  }).filter((each) => each.q !== q || each.against !== against);
  if (q && against) found.push({ name: 'the other way round', q: against, against: q });
  return found;
}
