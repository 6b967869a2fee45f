/** Text out of records, which anybody may have written: whatever it holds, it is seen, and it moves nothing around it. */
import { html, useState } from '../ui.js';
import { counted } from '../format.js';

const SHOWN = 600;

/** Control characters as their pictures, characters that turn the direction of what follows as their numbers. */
export function visible(text) {
  return String(text)
    .replace(/[\u0000-\u0008\u000b-\u001f]/g, (c) => String.fromCharCode(0x2400 + c.charCodeAt(0)))
    .replace(/\u007f/g, '\u2421')
    .replace(/[\u0080-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** A value of a record; the end of a long one only on request. */
export function RecordText({ text, shown = SHOWN }) {
  const [whole, setWhole] = useState(false);
  const cut = text.length > shown && !whole;
  return html`<bdi class="record-text">${visible(cut ? text.slice(0, shown) : text)}</bdi>${text.length > shown && html` <button
    type="button" class="link" onClick=${() => setWhole(!whole)}>${cut ? `… all ${counted(text.length, 'character')}` : 'less'}</button>`}`;
}
