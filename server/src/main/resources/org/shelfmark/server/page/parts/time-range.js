/** The time the jobs ended, chosen from presets or typed. What is chosen becomes a condition of the query. */
import { html, useState } from '../ui.js';
import { replaced, said } from '../query-text.js';
import { Menu } from './menu.js';

const PRESETS = [
  ['', 'any time'], ['>-1h', 'the last hour'], ['today', 'today'], ['yesterday', 'yesterday'], ['>-1d', 'the last 24 hours'],
  ['>-7d', 'the last 7 days'], ['>-30d', 'the last 30 days'], ['>-365d', 'the last year'],
];

export function TimeRange({ query, onChange }) {
  const now = said(query, 'ended') ?? '';
  const named = PRESETS.find(([text]) => text === now);
  const set = (text) => onChange(replaced(query, 'ended', text ? `ended:${text}` : null));
  return html`<${Menu} title=${named ? `Ended: ${named[1]}` : 'Ended: a range'}>
    ${PRESETS.map(([text, name]) => html`<button type="button" key=${name} aria-pressed=${text === now} onClick=${() => set(text)}>${name}</button>`)}
    <${TypedRange} onSet=${set} />
  </${Menu}>`;
}

function TypedRange({ onSet }) {
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const submit = (event) => {
    event.preventDefault();
    if (from.trim() || to.trim()) onSet(`${from.trim()}..${to.trim()}`);
  };
  return html`<form class="typed-range" onSubmit=${submit}>
    <p class="menu-title">a range, both ends included; 2026-11, 2026-11-22, 2026-11-22T14:30, -3d, now-2h</p>
    <label>from <input type="text" value=${from} placeholder="2026-11-01" onInput=${(event) => setFrom(event.target.value)} /></label>
    <label>to <input type="text" value=${to} placeholder="2026-11-22" onInput=${(event) => setTo(event.target.value)} /></label>
    <button type="submit" class="primary">Set</button>
  </form>`;
}
