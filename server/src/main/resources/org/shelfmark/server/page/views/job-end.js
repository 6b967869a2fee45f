/** How a job ended, why it was held or removed, in words; what HTCondor wrote stands beside what it means. */
import { html } from '../ui.js';
import { exitWords, reasonOf, removalWords, signalName, signalWords, statusWords } from '../codes.js';
import { useCodes } from '../fields.js';
import { sentence } from '../format.js';
import { RecordText } from '../parts/text.js';

const isCode = (value) => typeof value === 'number' && Number.isInteger(value);
const isText = (value) => typeof value === 'string' && value !== '';

export function Ending({ job }) {
  const codes = useCodes();
  const said = [exit(job), removal(job), ...holds(codes, job), vacate(codes, job)].filter(Boolean);
  return html`<section class="card"><h2>How it ended</h2>
    <p>${isCode(job.JobStatus) ? `${statusWords(job.JobStatus)}.` : 'Its status is not known.'}</p>
    ${said.length > 0 && html`<dl class="explained">${said.map(({ title, words, details, text }) => html`
      <dt key=${title}>${title}</dt>
      <dd key=${`${title}-`}>${words && html`<p>${words}</p>`}
        ${details?.filter(Boolean).map((each) => html`<p class="quiet" key=${each}>${each}</p>`)}
        ${isText(text) && html`<blockquote><${RecordText} text=${text} /></blockquote>`}</dd>`)}</dl>`}
  </section>`;
}

function exit(job) {
  if (isCode(job.ExitSignal)) {
    const signal = job.ExitSignal;
    return { title: `Ended by ${signalName(signal)} (signal ${signal})`, words: sentence(signalWords(signal)), text: job.ExitReason };
  }
  if (isCode(job.ExitCode)) return { title: `Exit code ${job.ExitCode}`, words: sentence(exitWords(job.ExitCode)), text: job.ExitReason };
  return isText(job.ExitReason) ? { title: 'What the machine said of its end', text: job.ExitReason } : null;
}

function removal(job) {
  if (!isText(job.RemoveReason) && job.status !== 'removed') return null;
  const words = removalWords(job.RemoveReason);
  return { title: 'Removed', words: words ? sentence(words) : isText(job.RemoveReason) ? null : 'Nobody wrote down why.', text: job.RemoveReason };
}

/** The hold that lasts, and the last one that is over. */
function holds(codes, job) {
  return [
    hold(codes, 'Held', job.HoldReasonCode, job.HoldReasonSubCode, job.HoldReason),
    hold(codes, 'Held before, the last time', job.LastHoldReasonCode, job.LastHoldReasonSubCode, job.LastHoldReason),
  ];
}

function hold(codes, title, code, subcode, text) {
  if (!isCode(code)) return isText(text) ? { title, text } : null;
  const reason = reasonOf(codes, code, subcode);
  return {
    title: reason.name ? `${title}: ${reason.name} (code ${code})` : `${title}: code ${code}`,
    words: sentence(reason.words),
    details: [reason.detail],
    text,
  };
}

function vacate(codes, job) {
  if (!isCode(job.VacateReasonCode)) return isText(job.VacateReason) ? { title: 'A run was cut short', text: job.VacateReason } : null;
  const reason = reasonOf(codes, job.VacateReasonCode, job.VacateReasonSubCode);
  return {
    title: reason.name ? `A run was cut short: ${reason.name} (code ${job.VacateReasonCode})` : `A run was cut short: code ${job.VacateReasonCode}`,
    words: sentence(reason.words),
    text: [job.HoldReason, job.LastHoldReason].includes(job.VacateReason) ? null : job.VacateReason,
  };
}
