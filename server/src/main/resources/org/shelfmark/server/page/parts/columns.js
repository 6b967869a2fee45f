/** The columns of the table of jobs, and how they are chosen. */
import { html, useState } from '../ui.js';
import { useFields } from '../fields.js';
import { Menu } from './menu.js';

export const DEFAULT_COLUMNS = 'owner,status,exit,ended,runtime,memory,host,batch,cmd';

/** `onChange(names)` with the columns in their new order. */
export function ColumnChooser({ columns, onChange }) {
  const fields = useFields();
  const [added, setAdded] = useState('');
  const add = (event) => {
    event.preventDefault();
    const name = added.trim();
    if (name && !columns.includes(name)) onChange([...columns, name]);
    setAdded('');
  };
  const moved = (index, step) => {
    const changed = [...columns];
    [changed[index], changed[index + step]] = [changed[index + step], changed[index]];
    onChange(changed);
  };
  return html`<${Menu} title="Columns" stay=${true}>
    <ul class="column-list">${columns.map((name, index) => html`<li key=${name}>
      <span title=${fields.get(name.toLowerCase())?.description}>${name}</span>
      <span><button type="button" disabled=${index === 0} aria-label=${`Move ${name} to the left`} onClick=${() => moved(index, -1)}>↑</button>
        <button type="button" disabled=${index === columns.length - 1} aria-label=${`Move ${name} to the right`} onClick=${() => moved(index, 1)}>↓</button>
        <button type="button" disabled=${columns.length === 1} aria-label=${`Leave out ${name}`} onClick=${() => onChange(columns.filter((each) => each !== name))}>×</button></span>
    </li>`)}</ul>
    <form class="row" onSubmit=${add}>
      <label class="visually-hidden" for="new-column">Another field or ClassAd attribute</label>
      <input id="new-column" type="text" list="column-names" value=${added} placeholder="field or attribute" onInput=${(event) => setAdded(event.target.value)} />
      <datalist id="column-names">${[...new Set([...fields.values()])].map((field) => html`<option value=${field.name}>${field.description}</option>`)}</datalist>
      <button type="submit">Add</button>
    </form>
    <button type="button" onClick=${() => onChange(null)}>The usual columns</button>
  </${Menu}>`;
}
