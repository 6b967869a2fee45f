/** What is said of a submission of which jobs are archived, and bringing them back where the server may. */
import { html, useEffect, useRef, useState } from '../ui.js';
import { command, refresh, useAnswer } from '../api.js';
import { bytes, counted, number, percent, time } from '../format.js';
import { RecordText } from '../parts/text.js';

const PINS = { '1d': 'for a day', '7d': 'for a week', '30d': 'for 30 days', '': 'not at all' };

/** The parts of a report by their members, as they are headed. */
const PARTS = {
  slowest: 'slowest jobs', failures: 'failed jobs', 'hold_reasons.text': 'texts of hold reasons', host_failures: 'hosts that fail more',
};

export function Archived({ report }) {
  const [asking, setAsking] = useState(false);
  const [done, setDone] = useState(null);
  const { answer: status } = useAnswer(report.archived ? 'status' : null);
  const { archived, submission } = report;
  const said = done && html`<p class="note" role="status">${done}</p>`;
  if (!archived) return said;
  const parts = archived.live_only.map((each) => PARTS[each] ?? each.replaceAll('_', ' '));
  return html`${said}<section class="card archived"><h2>Archived</h2>
    <p>${[
      archived.jobs >= submission.totals.jobs ? 'Its jobs are archived.' : `${number(archived.jobs)} of its jobs are archived.`,
      'A summary, which keeps totals and figures for ever, has taken their place.',
      archived.error > 0 && `Percentiles, run-time intervals and what is above a limit may be off by ${percent(archived.error)}.`,
      parts.length > 0 && `Summaries do not keep these, so they are of jobs that are not archived: ${parts.join(', ')}.`,
    ].filter(Boolean).join(' ')}</p>
    ${archived.undecidable > 0 && html`<p class="note">${counted(archived.undecidable, 'archived job')} may belong to it and are in no
      figure here: summaries do not tell.</p>`}
    <dl class="facts">
      <dt>Output delivered</dt><dd>${counted(archived.located, 'job')}${archived.last_located && `, the last ${time(archived.last_located)}`}</dd>
      <dt>Output files</dt><dd>${number(archived.files_delivered)} delivered (${bytes(archived.bytes_delivered)}),${' '}
        ${number(archived.files_pending)} pending (${bytes(archived.bytes_pending)})</dd>
      <dt>Jobs</dt><dd>${archived.ids.map(({ cluster, procs }) => html`<div key=${cluster}>
        <code><${RecordText} text=${`${cluster}: ${procs}`} shown=${200} /></code></div>`)}</dd>
    </dl>
    ${status?.allows_archiving && html`<p><button type="button" onClick=${() => setAsking(true)}>Bring its jobs back …</button></p>`}
    ${asking && html`<${BringBack} submission=${submission} onClose=${() => setAsking(false)} onDone=${(words) => {
      setAsking(false);
      setDone(words);
      refresh();
    }} />`}
  </section>`;
}

/** Asks whether it is meant, and does it. What would come back is asked of the server first. */
function BringBack({ submission, onClose, onDone }) {
  const dialog = useRef(null);
  const [pin, setPin] = useState('7d');
  const [plan, setPlan] = useState(null);
  const [problem, setProblem] = useState(null);
  const [working, setWorking] = useState(false);
  const order = { q: submission.query };
  useEffect(() => {
    dialog.current.showModal();
    command('unarchive', { ...order, dry_run: 'true' }).then(setPlan, setProblem);
  }, []);
  async function bring() {
    setWorking(true);
    setProblem(null);
    try {
      const answer = await command('unarchive', pin ? { ...order, pin } : order);
      onDone(`${counted(answer.jobs, 'job')} of ${counted(answer.submissions, 'submission')} came back${
        answer.pinned_until ? `, and will not be archived again before ${time(answer.pinned_until)}` : ''}.`);
    } catch (failure) {
      setProblem(failure);
      setWorking(false);
    }
  }
  return html`<dialog ref=${dialog} aria-labelledby="bring-title" onClose=${onClose}>
    <form method="dialog" class="help-body">
      <h2 id="bring-title">Bring the jobs back?</h2>
      <p role="status">${plan
        ? `${counted(plan.jobs, 'job')} of ${counted(plan.submissions, 'submission')} would be as they were before. No figure changes; the index grows.`
        : problem ? 'It is not known what would come back.' : 'Asking what would come back …'}</p>
      <label>Keep them from being archived again <select value=${pin} onChange=${(event) => setPin(event.target.value)}>
        ${Object.entries(PINS).map(([value, words]) => html`<option key=${value} value=${value}>${words}</option>`)}</select></label>
      ${problem && html`<p class="problem" role="alert">${problem.message}</p>`}
      <p class="row"><button type="button" class="primary" disabled=${working || !plan} onClick=${bring}>
        ${working ? 'Bringing back …' : 'Bring back'}</button>
        <button type="submit" disabled=${working}>Leave as it is</button></p>
    </form>
  </dialog>`;
}
