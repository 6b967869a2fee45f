/** What the jobs may be narrowed by: values with their counts, and numbers as histograms from which a range can be drawn. */
import { html, useMemo, useState } from '../ui.js';
import { useAnswer } from '../api.js';
import { Histogram } from '../chart.js';
import { isMeasured, useFields } from '../fields.js';
import { compact, number, percent, value as written } from '../format.js';
import { choices, condition, hasPart, isChosen, replaced, toggled, toggledChoice } from '../query-text.js';

const FEW = 6;
const MANY = 100;

/**
 * `names`: the fields shown; `onNames` takes them changed. `onQuery(text)`: the query is to be narrowed or widened.
 * `onRange(name, low, high)`: numbers from `low` to below `high`.
 *
 * A field of which values are chosen shows the others, too, which another one can be chosen from: its counts are of the jobs that
 * the rest of the query means.
 */
export function FacetPanel({ asked, names, query, open, onNames, onQuery, onRange }) {
  const fields = useFields();
  const ready = fields.size > 0;
  const numbers = names.filter((name) => isMeasured(fields.get(name.toLowerCase())));
  const values = names.filter((name) => !numbers.includes(name) && !choices(query, name)?.length);
  const { answer, problem, pending } = useAnswer(ready && values.length ? 'facets' : null, { ...asked, by: values.join(','), top: FEW });
  const offered = [...new Set(fields.values())].filter((field) => field.facet && field.type !== 'time' && !names.includes(field.name));
  const remove = (name) => onNames(names.filter((each) => each !== name));
  return html`<aside id="facets" class=${`facets ${open ? 'open' : ''} ${pending ? 'pending' : ''}`} aria-label="Narrow by value">
    ${problem && html`<p class="problem">${problem.message}</p>`}
    ${names.map((name) => {
      const field = fields.get(name.toLowerCase());
      return numbers.includes(name)
        ? html`<${NumberFacet} key=${name} asked=${asked} field=${field} name=${name} onRange=${onRange} onRemove=${() => remove(name)} />`
        : html`<${ValueFacet} key=${name} asked=${asked} field=${field} name=${name} facet=${answer?.facets[name]} total=${answer?.total ?? 0}
            query=${query} onQuery=${onQuery} onRemove=${() => remove(name)} />`;
    })}
    <label class="add-facet"><span class="visually-hidden">Narrow by another field</span>
      <select value="" onChange=${(event) => event.target.value && onNames([...names, event.target.value])}>
        <option value="">+ another field</option>
        ${offered.map((field) => html`<option key=${field.name} value=${field.name}>${field.name}: ${field.description}</option>`)}
      </select></label>
  </aside>`;
}

function Heading({ name, field, children, onRemove }) {
  return html`<header><h3 title=${field?.description}>${name}</h3>${children}
    <button type="button" class="icon small" aria-label=${`Do not show ${name}`} title="Do not show" onClick=${onRemove}>×</button></header>`;
}

function ValueFacet({ asked, name, field, facet, total, query, onQuery, onRemove }) {
  const [all, setAll] = useState(false);
  const [prefix, setPrefix] = useState('');
  const choosing = choices(query, name)?.length > 0;
  const own = useAnswer(all || choosing ? 'facets' : null, {
    ...asked, q: choosing ? replaced(query, name, null) || '*' : asked.q, by: name, top: all ? MANY : FEW, prefix: all ? prefix : '',
  });
  const shown = all || choosing ? own.answer?.facets[name] ?? facet : facet;
  const of = all || choosing ? own.answer?.total ?? total : total;
  const most = Math.max(1, ...(shown?.values ?? []).map((each) => each.count), shown?.missing ?? 0);
  const row = { of, most, query, onQuery };
  return html`<section class=${`facet ${own.pending ? 'pending' : ''}`} aria-label=${name}>
    <${Heading} name=${name} field=${field} onRemove=${onRemove}>${shown && html`<span class="quiet">${compact(shown.distinct)}</span>`}</${Heading}>
    ${all && html`<input type="search" value=${prefix} placeholder="begins with …" aria-label=${`Values of ${name} that begin with`}
      onInput=${(event) => setPrefix(event.target.value)} />`}
    ${own.problem && html`<p class="problem">${own.problem.message}</p>`}
    ${shown && html`<ul>
      ${shown.values.map(({ value, count }) => html`<${Value} key=${value} ...${row} text=${written(field, value)} count=${count}
        included=${isChosen(query, name, value)} include=${() => toggledChoice(query, name, value)} exclude=${() => toggled(query, `-${condition(name, value)}`)} />`)}
      ${shown.missing > 0 && !prefix && html`<${Value} ...${row} text="(missing)" count=${shown.missing} included=${hasPart(query, `-has:${name}`)}
        include=${() => toggled(query, `-has:${name}`)} exclude=${() => toggled(query, `has:${name}`)} />`}
    </ul>`}
    ${shown && (all || shown.other > 0) && html`<button type="button" class="link" onClick=${() => { setAll(!all); setPrefix(''); }}>
      ${all ? 'fewer' : `${number(shown.distinct - shown.values.length)} more`}</button>`}
    ${shown?.undecidable ? html`<p class="quiet">${number(shown.undecidable)} archived jobs: not kept</p>` : null}
  </section>`;
}

/** One value. `include` and `exclude` give the query that a click on it, or on its −, makes. */
function Value({ text, count, of, most, included, include, exclude, onQuery }) {
  return html`<li class=${included ? 'included' : ''}>
    <button type="button" class="value" aria-pressed=${included} title=${`${text}: ${number(count)} jobs, ${percent(of ? count / of : 0)}`} onClick=${() => onQuery(include())}>
      <span class="fill" style=${{ width: `${(100 * count) / most}%` }}></span>
      <span class="name">${text}</span><span class="count">${compact(count)}</span></button>
    <button type="button" class="exclude" aria-label=${`Leave out ${text}`} title="Leave out" onClick=${() => onQuery(exclude())}>−</button>
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
