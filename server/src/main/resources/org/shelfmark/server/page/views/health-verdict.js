/** Whether everything is well, by rules that can be told: each looks at one thing and says what it found in one sentence. */
import { ago, bytes, counted, duration, number, time } from '../format.js';
import { visible } from '../parts/text.js';

/** Up to so many seconds nothing is behind: a record is indexed a moment after it was written. */
const LAG = 60;

const RULES = [failing, archiving, behind, lost, misunderstood];
const ORDER = ['bad', 'warn', 'note'];

/**
 * `{level, title, points}` of a status: `level` is `bad` (something fails), `warn` (something is late), `note` (something stays on record) or
 * `ok`; `points` are the sentences, the gravest first.
 */
export function verdict(status) {
  const points = RULES.map((rule) => rule(status)).filter(Boolean)
    .sort((a, b) => ORDER.indexOf(a.level) - ORDER.indexOf(b.level));
  if (points.length === 0) return { level: 'ok', title: 'All is well', points: [allWell(status)] };
  return { level: points[0].level, title: points[0].title, points };
}

function allWell({ records, sources }) {
  const waiting = sources.reduce((sum, each) => sum + each.bytes_behind, 0);
  return {
    level: 'ok',
    text: (records === 0 ? 'Nothing has been indexed yet.' : `The archives are indexed: ${counted(records, 'record')}, nothing lost, nothing unreadable.`)
      + (waiting > 0 ? ` ${bytes(waiting)} were written just now, or wait for the rest of their record.` : ''),
  };
}

function failing({ activity }) {
  const error = activity?.last_error;
  if (!error?.still_failing) return null;
  return {
    level: 'bad',
    title: 'Indexing is failing',
    text: `Indexing has been failing since ${time(error.since)} (${ago(error.since)}) and is tried again and again: ${visible(error.text)}. Nothing is lost by that; new jobs are missing in the answers until it works.`,
  };
}

function archiving({ activity }) {
  const last = activity?.last_archiving;
  if (!last?.failure) return null;
  return { level: 'bad', title: 'Archiving failed', text: `The last archiving, ${ago(last.at)}, failed: ${visible(last.failure)}.` };
}

/** Less than a record is one that is still being written, and waits for its end. */
export function isBehind({ bytes_behind: waiting, estimated_records_behind: records }) {
  return waiting > 0 && records !== 0;
}

function behind({ sources, activity }) {
  const late = sources.filter((each) => isBehind(each) && (each.lag_seconds === null || each.lag_seconds > LAG));
  if (late.length === 0 && !activity?.backlog_left) return null;
  const waiting = sources.reduce((sum, each) => sum + each.bytes_behind, 0);
  const records = sources.reduce((sum, each) => sum + (each.estimated_records_behind ?? 0), 0);
  const longest = Math.max(0, ...late.map((each) => each.lag_seconds ?? 0));
  return {
    level: 'warn',
    title: 'Indexing is behind',
    text: `${bytes(waiting)} of the archives ${records > 0 ? `(about ${counted(records, 'record')}) ` : ''}are not indexed yet${longest > 0 ? `, the oldest of it up to ${duration(longest)} old` : ''}.`
      + (activity ? '' : ' This server only reads the index; another process has to go on with it.'),
  };
}

function lost({ gaps, sources }) {
  if (!gaps) return null;
  const records = sources.reduce((sum, each) => sum + (each.estimated_records_lost ?? 0), 0);
  return {
    level: 'note',
    title: records > 0 ? 'Something was lost' : 'Something may be lost',
    text: `${gaps === 1 ? 'Once' : `${number(gaps)} times`} a part of an archive ${records > 0 ? 'was' : 'may have been'} gone before it could be read${records > 0 ? `: about ${counted(records, 'record')}` : ''}. What is known of it is kept for ever, and stands below.`,
  };
}

function misunderstood({ quarantined }) {
  if (!quarantined) return null;
  return {
    level: 'note',
    title: 'Some records are damaged',
    text: `${counted(quarantined, 'record')} could not be understood and ${quarantined === 1 ? 'is' : 'are'} in no answer; ${quarantined === 1 ? 'it stands' : 'they stand'} below with ${quarantined === 1 ? 'its' : 'their'} address.`,
  };
}
