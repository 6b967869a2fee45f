/** What the jobs may be narrowed by: values with their counts, and numbers as histograms from which a range can be drawn. */
import { html, useMemo, useState } from '../ui.js';
import { useAnswer } from '../api.js';
import { Histogram } from '../chart.js';
import { isMeasured, useFields } from '../fields.js';
import { compact, number, percent, value as written } from '../format.js';
import { condition, hasPart } from '../query-text.js';

const FEW = 6;
const MANY = 100;

/**
 * `names`: the fields shown; `onNames` takes them changed. `onToggle(part)`: a condition is to be added or taken away.
 * `onRange(name, low, high)`: numbers from `low` to below `high`.
 */
export function FacetPanel({ asked, names, query, open, onNames, onToggle, onRange }) {
  const fields = useFields();
  const ready = fields.size > 0;
  const numbers = names.filter((name) => isMeasured(fields.get(name.toLowerCase())));
  const values = names.filter((name) => !numbers.includes(name));
  const { answer, problem, pending } = useAnswer(ready && values.length ? 'facets' : null, { ...asked, by: values.join(','), top: FEW });
  const choices = [...new Set(fields.values())].filter((field) => field.facet && field.type !== 'time' && !names.includes(field.name));
  const remove = (name) => onNames(names.filter((each) => each !== name));
  return html`<aside id="facets" class=${`facets ${open ? 'open' : ''} ${pending ? 'pending' : ''}`} aria-label="Narrow by value">
    ${problem && html`<p class="problem">${problem.message}</p>`}
    ${names.map((name) => {
      const field = fields.get(name.toLowerCase());
      return numbers.includes(name)
        ? html`<${NumberFacet} key=${name} asked=${asked} field=${field} name=${name} onRange=${onRange} onRemove=${() => remove(name)} />`
        : html`<${ValueFacet} key=${name} asked=${asked} field=${field} name=${name} facet=${answer?.facets[name]} total=${answer?.total ?? 0}
            query=${query} onToggle=${onToggle} onRemove=${() => remove(name)} />`;
    })}
    <label class="add-facet"><span class="visually-hidden">Narrow by another field</span>
      <select value="" onChange=${(event) => event.target.value && onNames([...names, event.target.value])}>
        <option value="">+ another field</option>
        ${choices.map((field) => html`<option key=${field.name} value=${field.name}>${field.name}: ${field.description}</option>`)}
      </select></label>
  </aside>`;
}

function Heading({ name, field, children, onRemove }) {
  return html`<header><h3 title=${field?.description}>${name}</h3>${children}
    <button type="button" class="icon small" aria-label=${`Do not show ${name}`} title="Do not show" onClick=${onRemove}>×</button></header>`;
}

function ValueFacet({ asked, name, field, facet, total, query, onToggle, onRemove }) {
  const [all, setAll] = useState(false);
  const [prefix, setPrefix] = useState('');
  const more = useAnswer(all ? 'facets' : null, { ...asked, by: name, top: MANY, prefix });
  const shown = all ? more.answer?.facets[name] ?? facet : facet;
  const most = Math.max(1, ...(shown?.values ?? []).map((each) => each.count), shown?.missing ?? 0);
  return html`<section class="facet" aria-label=${name}>
    <${Heading} name=${name} field=${field} onRemove=${onRemove}>${shown && html`<span class="quiet">${compact(shown.distinct)}</span>`}</${Heading}>
    ${all && html`<input type="search" value=${prefix} placeholder="begins with …" aria-label=${`Values of ${name} that begin with`}
      onInput=${(event) => setPrefix(event.target.value)} />`}
    ${all && more.problem && html`<p class="problem">${more.problem.message}</p>`}
    ${shown && html`<ul>
      ${shown.values.map(({ value, count }) => html`<${Value} key=${value} text=${written(field, value)} part=${condition(name, value)} count=${count}
        most=${most} total=${total} query=${query} onToggle=${onToggle} />`)}
      ${shown.missing > 0 && !prefix && html`<${Value} text="(missing)" part=${condition(name, null)} count=${shown.missing} most=${most} total=${total} query=${query} onToggle=${onToggle} />`}
    </ul>`}
    ${shown && (all || shown.other > 0) && html`<button type="button" class="link" onClick=${() => { setAll(!all); setPrefix(''); }}>
      ${all ? 'fewer' : `${number(shown.distinct - shown.values.length)} more`}</button>`}
    ${shown?.undecidable ? html`<p class="quiet">${number(shown.undecidable)} archived jobs: not kept</p>` : null}
  </section>`;
}

function Value({ text, part, count, most, total, query, onToggle }) {
  const opposite = part.startsWith('-') ? part.slice(1) : `-${part}`;
  const included = hasPart(query, part);
  return html`<li class=${included ? 'included' : ''}>
    <button type="button" class="value" aria-pressed=${included} title=${`${text}: ${number(count)} jobs, ${percent(total ? count / total : 0)}`} onClick=${() => onToggle(part)}>
      <span class="fill" style=${{ width: `${(100 * count) / most}%` }}></span>
      <span class="name">${text}</span><span class="count">${compact(count)}</span></button>
    <button type="button" class="exclude" aria-label=${`Leave out ${text}`} title="Leave out" onClick=${() => onToggle(opposite)}>−</button>
  </li>`;
}

function NumberFacet({ asked, name, field, onRange, onRemove }) {
  const { answer, problem, pending } = useAnswer('histogram', { ...asked, of: name });
  const buckets = useMemo(() => (answer?.buckets ?? []).map(({ from, to, count }) => ({ from, to, counts: [count] })), [answer]);
  const label = (place) => written(field, place);
  return html`<section class=${`facet ${pending ? 'pending' : ''}`} aria-label=${name}>
    <${Heading} name=${name} field=${field} onRemove=${onRemove} />
    ${problem && html`<p class="problem">${problem.message}</p>`}
    ${answer && (buckets.length
      ? html`<${Histogram} title=${`Jobs by ${name}`} buckets=${buckets} series=${['jobs']} label=${label} height=${96} onSelect=${(from, to) => onRange(name, from, to)} />`
      : html`<p class="quiet">no numbers</p>`)}
    ${answer?.missing ? html`<p class="quiet">${compact(answer.missing)} without one</p>` : null}
  </section>`;
}
