/** What is missing: parts of archives that were gone before they could be read, and records that could not be understood. */
import { html, useState } from '../ui.js';
import { MISSING, bytes, counted, number, sentence, time } from '../format.js';
import { Link, link } from '../route.js';
import { visible } from './text.js';

const FEW = 20;

export function Gaps({ files }) {
  const [all, setAll] = useState(false);
  const gaps = files.flatMap((file) => file.gaps.map((gap) => ({ file, gap })))
    .sort((a, b) => String(b.gap.noticed).localeCompare(String(a.gap.noticed)));
  if (gaps.length === 0) return null;
  return html`<section class="card" id="gaps"><h2>Lost before they could be read: ${counted(gaps.length, 'gap')}</h2>
    <ul class="losses">${gaps.slice(0, all ? gaps.length : FEW).map(({ file, gap }) => html`<${Gap} key=${`${file.id} ${gap.from} ${gap.noticed}`} file=${file} gap=${gap} />`)}</ul>
    <${Rest} count=${gaps.length - FEW} all=${all} onAll=${() => setAll(true)} />
  </section>`;
}

function Gap({ file, gap }) {
  const certain = gap.to !== null;
  return html`<li>
    <h3><${Path} path=${file.path} /> <span class=${`badge ${certain ? 'bad' : 'held'}`}>${certain ? 'lost' : 'maybe lost'}</span></h3>
    <p>${certain
      ? `${bytes(gap.to - gap.from)} from byte ${number(gap.from)} to ${number(gap.to)}${gap.estimated_records === null ? '' : `, about ${counted(gap.estimated_records, 'record')}`}.`
      : `What stood behind byte ${number(gap.from)}, if anything: nobody saw how long the file was${gap.estimated_records ? ` (about ${counted(gap.estimated_records, 'record')})` : ''}.`}
      ${(gap.job_before || gap.job_after) && html` It was written behind ${beside(file.source, gap.job_before, gap.time_before, 'the beginning')} and
        before ${beside(file.source, gap.job_after, gap.time_after, 'whatever comes next')}.`}</p>
    <p class="wrap">${sentence(visible(gap.reason))}</p>
    <p class="quiet wrap">Noticed ${time(gap.noticed)}, at <bdi>${visible(file.source)}</bdi>.${file.former_paths.length > 0 && ` The file was also called ${visible(file.former_paths.join(', '))}.`}</p>
  </li>`;
}

function beside(source, job, at, otherwise) {
  if (!job) return otherwise;
  return html`job <${Link} to=${link('/job', { id: `${source}#${job}` })}>${job}</${Link}>${at ? ` (${time(at)})` : ''}`;
}

export function Quarantine({ answer: { quarantined, problems } }) {
  const [all, setAll] = useState(false);
  if (!quarantined) return null;
  const listed = problems ?? [];
  return html`<section class="card" id="quarantined"><h2>Not understood: ${counted(quarantined, 'record')}</h2>
    <ul class="losses">${listed.slice(0, all ? listed.length : FEW).map((each) => html`<li key=${`${each.source} ${each.file} ${each.offset}`}>
      <h3><${Path} path=${each.file} /></h3>
      <p class="wrap">${sentence(visible(each.reason))}</p>
      <p class="quiet">${bytes(each.length)} from byte ${number(each.offset)} on, at <bdi>${visible(each.source)}</bdi>.</p>
      ${each.excerpt ? html`<pre class="bytes" tabindex="0" role="group" aria-label="The damaged bytes; what cannot be printed is written as \\x and two digits">${visible(each.excerpt)}</pre>`
        : each.no_excerpt && html`<p class="quiet">Its bytes cannot be shown: ${each.no_excerpt}.</p>`}
    </li>`)}</ul>
    <${Rest} count=${listed.length - FEW} all=${all} onAll=${() => setAll(true)} />
    ${quarantined > listed.length && html`<p class="quiet">${listed.length === 0 ? 'None of them is' : `${number(listed.length)} of them ${listed.length === 1 ? 'is' : 'are'}`} listed here.</p>`}
  </section>`;
}

function Rest({ count, all, onAll }) {
  return count > 0 && !all && html`<p><button type="button" onClick=${onAll}>Show ${number(count)} more</button></p>`;
}

/** A path with its last part brought out, which is what tells files apart. */
export function Path({ path }) {
  if (!path) return MISSING;
  const at = path.lastIndexOf('/') + 1;
  return html`<bdi class="path mono"><span class="quiet">${visible(path.slice(0, at))}</span>${visible(path.slice(at))}</bdi>`;
}
