/** The jobs around a job: its neighbours in the submission, and those that are like it. */
import { html } from '../ui.js';
import { useAnswer } from '../api.js';
import { ending } from '../codes.js';
import { compact } from '../format.js';
import { useKeys } from '../keys.js';
import { condition, joined } from '../query-text.js';
import { Link, go, link } from '../route.js';
import { visible } from '../parts/text.js';

const isNumber = (value) => typeof value === 'number' && Number.isFinite(value);
const has = (value) => value !== null && value !== undefined && value !== '';

export function Around({ job }) {
  const own = [condition('source', job.source ?? ''), ...(has(job.Owner) ? [condition('owner', String(job.Owner))] : []), `cluster:${job.ClusterId}`];
  const beside = (step) => `${job.source}#${job.ClusterId}.${job.ProcId + step}`;
  const submission = link('/submission', { name: `${job.source}#${job.ClusterId}`, owner: job.Owner, source: job.source });
  const isPlaced = isNumber(job.ClusterId) && isNumber(job.ProcId);
  return html`<section class="card"><h2>Around it</h2>
    ${isPlaced && html`<nav class="neighbours" aria-label="Neighbours in the submission">
      <${Neighbour} words="Previous" query=${joined([...own, `proc:<${job.ProcId}`])} sort="-proc" letter="k" beside=${beside(-1)} />
      <${Link} class="neighbour-all" to=${submission}>Submission ${job.ClusterId}</${Link}>
      <${Neighbour} words="Next" query=${joined([...own, `proc:>${job.ProcId}`])} sort="proc" letter="j" beside=${beside(1)} />
    </nav>`}
    <h3>Jobs like this</h3>
    <ul class="alike">${alike(job, isPlaced ? own : null).map(([words, query]) => html`<${Alike} key=${words} words=${words} query=${query} />`)}</ul>
  </section>`;
}

/** What may be the same of other jobs, with the query that finds them. */
function alike(job, submission) {
  const end = isNumber(job.ExitSignal) ? ['signal', job.ExitSignal] : isNumber(job.ExitCode) ? ['exit', job.ExitCode] : null;
  const ended = end ? condition(...end) : has(job.status) ? condition('status', job.status) : null;
  const endWords = end ? `${end[0] === 'signal' ? 'signal' : 'exit code'} ${end[1]}` : `status ${job.status}`;
  return [
    submission && ended && [`in this submission, ${endWords}`, joined([...submission, ended])],
    ended && has(job.Owner) && [`of ${job.Owner}, ${endWords}`, joined([condition('owner', String(job.Owner)), ended])],
    has(job.host) && ended && [`on the same machine, ${endWords}`, joined([condition('host', String(job.host)), ended])],
    has(job.host) && ['on the same machine', condition('host', String(job.host))],
    has(job.JobBatchName) && ['of the same batch name', condition('batch', String(job.JobBatchName))],
    isNumber(job.LastHoldReasonCode) && ['held for the same reason', `last_hold_code:${job.LastHoldReasonCode}`],
  ].filter(Boolean);
}

/** A list has live jobs alone: where only archived ones are on that side, the job `beside` this one is the likely neighbour. */
function Neighbour({ words, query, sort, letter, beside }) {
  const { answer } = useAnswer('jobs', { q: query, sort, limit: 1, fields: 'id,status,exit,signal,failed' });
  const job = answer?.jobs[0] ?? (answer?.archived?.jobs > 0 ? { id: beside, status: 'archived' } : null);
  useKeys({ [letter]: () => job && go(link('/job', { id: job.id })) });
  if (!job) return html`<span class="neighbour quiet">${answer ? `No ${words.toLowerCase()} one` : words}</span>`;
  return html`<${Link} class="neighbour" to=${link('/job', { id: job.id })}>${words}:
    <span class="wrap">${visible(job.id.slice(job.id.indexOf('#') + 1))}</span>
    <span class="quiet">${ending(job).words}</span></${Link}>`;
}

function Alike({ words, query }) {
  const { answer } = useAnswer('count', { q: query });
  return html`<li><${Link} to=${link('/', { q: query })}>${visible(words)}</${Link}>${' '}
    <span class="quiet">${answer ? `(${compact(answer.count)})` : ''}</span></li>`;
}
