/** What stands on the screen, as text for a shell: the request and the command that give the same. */
import { link } from './route.js';

/** What each kind of view asks: its route below `/api/v1`, and its command. Names of parameters are names of options. */
const KINDS = {
  jobs: { route: () => 'jobs', command: 'search' },
  count: { route: () => 'count', command: 'count' },
  facets: { route: () => 'facets', command: 'facets' },
  stats: { route: () => 'stats', command: 'stats' },
  histogram: { route: () => 'histogram', command: 'histogram' },
  compare: { route: () => 'compare', command: 'compare' },
  submissions: { route: () => 'submissions', command: 'submissions' },
  submission: { route: (name) => `submissions/${encodeURIComponent(name)}`, command: 'report' },
  job: { route: (name) => `jobs/${encodeURIComponent(name)}`, command: 'show' },
};

/** A word as a POSIX shell takes it for exactly that word. */
function shellWord(word) {
  return /^[\w/:=.,@%+-]+$/.test(word) ? word : `'${word.replace(/'/g, "'\\''")}'`;
}

function given(options) {
  return Object.entries(options ?? {}).filter(([, value]) => value !== undefined && value !== null && value !== '');
}

/** The whole address of a request; `name` is that of a job or submission, where it is about one. */
function requestAddress({ kind, query, name, options }) {
  return location.origin + link(`/api/v1/${KINDS[kind].route(name)}`, { q: query, ...options });
}

export function curlCommand(asked) {
  return `curl ${shellWord(requestAddress(asked))}`;
}

export function shelfmarkCommand({ kind, query, name, options }) {
  const words = ['shelfmark', KINDS[kind].command, `--server=${location.origin}`];
  for (const [option, value] of given(options)) words.push(`--${option}=${value}`);
  const subject = name ?? query;
  if (subject) words.push(subject);
  return words.map(shellWord).join(' ');
}

/** The address of a file with all jobs of a query, and a name for it. */
export function exportFile({ query, constraint, fields, format }) {
  const slug = (query ?? '').replace(/[^\p{L}\p{N}._]+/gu, '-').replace(/^[-.]+|-+$/g, '').slice(0, 60);
  return {
    address: link('/api/v1/export', { q: query, constraint, fields, format }),
    name: `${slug || 'all-jobs'}.${format}`,
  };
}
