/** What jobs have in common: which values they have more often than others, and whether chance explains it. */
import { html, useRef } from '../ui.js';
import { useAnswer } from '../api.js';
import { counted } from '../format.js';
import { Link, change, link } from '../route.js';
import { CopyMenu } from '../parts/copy-menu.js';
import { Findings } from '../parts/findings.js';
import { QueryBar } from '../parts/query-bar.js';
import { visible } from '../parts/text.js';
import { presets } from './compare-presets.js';

const FEW = 20;
const MANY = 200;

export function CompareView({ params }) {
  const { q = '', against = '', by, top, constraint } = params;
  const asked = { q, constraint, against, by, top };
  const { answer, problem, pending } = useAnswer(q ? 'compare' : null, asked);
  const wrong = problemsOf(problem, q, against);
  const written = useRef({});
  const run = () => change({ q: written.current.q.trim(), against: written.current.against.trim() });
  const edited = (name) => (text) => { written.current[name] = text; };
  const corrected = (name) => (text) => { written.current[name] = text; run(); };
  return html`
    <h1>What do these jobs have in common?</h1>
    <section class="card compared" aria-label="Which jobs">
      <h2 id="compare-these">These jobs</h2>
      <${QueryBar} query=${q} problem=${wrong.q} onRun=${corrected('q')} onEdit=${edited('q')} action=${null} label="These jobs" placeholder="owner:alice is:failed" />
      <h2 id="compare-others">against</h2>
      <${QueryBar} id="against" query=${against} problem=${wrong.against} onRun=${corrected('against')} onEdit=${edited('against')} action=${null}
        label="Jobs to compare with" placeholder="other jobs of the same owners and days" />
      <div class="row compare-run">
        <button type="button" class="primary" onClick=${run}>Compare</button>
        <${Presets} q=${q} against=${against} refresh=${params.refresh} />
      </div>
      ${constraint && html`<p class="compare-constraint wrap">Only those of these jobs for which <code>${visible(constraint)}</code> is true.
        ${' '}<button type="button" class="link" onClick=${() => change({ constraint: null })}>Remove</button></p>`}
      <${LookedAt} by=${by} answer=${answer} />
    </section>
    ${wrong.other && html`<p class="problem" role="alert">${wrong.other.message}</p>`}
    ${problem && !answer ? null : q ? html`<section class=${`card ${pending ? 'pending' : ''}`} aria-label="What was found" aria-busy=${pending}>
        <${Result} answer=${answer} asked=${asked} />
      </section>`
      : html`<p class="card empty">Write which jobs you wonder about, such as <code>is:failed</code>, or choose one of the comparisons above.</p>`}`;
}

/** A problem belongs to the query that the server names in it. */
function problemsOf(problem, q, against) {
  if (!problem) return {};
  if (problem.kind === 'bad_query' && problem.query === q) return { q: problem };
  if (problem.kind === 'bad_query' && problem.query === against) return { against: problem };
  return { other: problem };
}

function Presets({ q, against, refresh }) {
  return html`<nav class="presets" aria-label="Usual comparisons">${presets(q, against).map(({ name, ...asked }) => html`
    <${Link} key=${name} class="chip" to=${link('/compare', { ...asked, refresh })}>${name}</${Link}>`)}</nav>`;
}

/** Which fields were looked at, and a place to name others. */
function LookedAt({ by, answer }) {
  const submit = (event) => {
    event.preventDefault();
    change({ by: new FormData(event.target).get('by').replace(/[\s,]+/g, ',').replace(/^,|,$/g, '') });
  };
  return html`<details class="looked-at" open=${Boolean(by)}>
    <summary>${by ? 'Only the fields you named are looked at' : answer ? `${counted(answer.by.length, 'field')} are looked at` : 'Fields that are looked at'}</summary>
    <form class="row" onSubmit=${submit}>
      <label for="compare-by">Look only at</label>
      <input id="compare-by" name="by" type="text" class="mono" defaultValue=${by ?? ''} key=${by} placeholder="host,image,request_memory" spellcheck=${false} autocapitalize="off" />
      <button type="submit">Apply</button>
      ${by && html`<button type="button" onClick=${() => change({ by: null })}>The usual fields</button>`}
    </form>
    ${answer && html`<p class="quiet wrap">Looked at: ${answer.by.join(', ')}. ${!by && 'Fields that your query itself is about are left out: they would only tell what was asked.'}</p>`}
  </details>`;
}

function Result({ answer, asked }) {
  if (!answer) return html`<p class="empty" role="status">Comparing …</p>`;
  const { total, against, findings } = answer;
  return html`
    <div class="row spread">
      <p class="compare-sum" role="status"><strong>${counted(total, 'job')}</strong> against <strong>${counted(against.total, 'other job')}</strong></p>
      <${CopyMenu} kind="compare" query=${asked.q} constraint=${asked.constraint} options=${{ against: asked.against, by: asked.by, top: asked.top }} />
    </div>
    ${!asked.against && total > 0 && against.query && html`<p class="wrap">You named none to compare with, so it is the other jobs of the same owners that ended on the same days:
      ${' '}<${Link} to=${link('/', { q: against.query })} class="mono">${visible(against.query)}</${Link}></p>`}
    ${answer.timed_out && html`<p class="note">The time was up before all was compared. Narrow the query, or name the fields to look at.</p>`}
    ${answer.undecidable > 0 && html`<p class="note">Only live jobs are compared. ${counted(answer.undecidable, 'archived job')} of either side
      may belong here, too: what decides it was not kept.</p>`}
    ${findings.length > 0 ? html`
        <${Findings} findings=${findings} query=${asked.q} constraint=${asked.constraint} />
        <p class="quiet">${chance(answer)}</p>
        ${findings.length >= (Number(asked.top) || FEW) && findings.length < MANY && html`<p><button type="button" onClick=${() => change({ top: MANY }, { replace: true })}>Show more</button></p>`}`
      : !answer.timed_out && html`<div class="empty"><p><strong>${nothing(answer)}</strong></p>${total > 0 && against.total > 0 && html`<p>${chance(answer)}</p>`}</div>`}`;
}

function nothing({ total, against }) {
  if (total === 0) return 'No live job matches the query.';
  if (against.total === 0) return 'There are no other jobs to compare with.';
  return 'Nothing is more frequent than chance explains.';
}

function chance(answer) {
  return `${counted(answer.values_tested, 'value')} could have stood out. One is listed when it is so much more frequent that chance alone would show anything like it `
    + 'in at most 1 of 100 comparisons. That says what is more frequent, not why.';
}
