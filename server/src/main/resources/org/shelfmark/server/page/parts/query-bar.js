/** The query: written with completion of names and of values, run with Enter, its errors underlined where they are. */
import { html, useEffect, useLayoutEffect, useRef, useState } from '../ui.js';
import { ask } from '../api.js';
import { compact } from '../format.js';
import { useKeys } from '../keys.js';

/**
 * `query`: the query that is shown; `problem`: what the server says is wrong with it; `onRun(text)`: it was changed and is to be asked.
 * `label`: what it is for. `action`: the name of its button, null for none. `onEdit(text)`: what stands there, whenever it changes.
 */
export function QueryBar({
  query, problem, onRun, onEdit, label = 'Query', placeholder = 'owner:alice is:failed ended:>-7d', id = 'query', action = 'Search',
}) {
  const input = useRef(null);
  const [text, setText] = useState(query);
  const [offers, setOffers] = useState([]);
  const [chosen, setChosen] = useState(-1);
  const asking = useRef(null);
  useEffect(() => {
    setText(query);
    close();
  }, [query]);
  useEffect(() => () => asking.current?.abort(), []);
  useLayoutEffect(() => onEdit?.(text), [text]);
  useKeys(id === 'query' ? { '/': () => { input.current.focus(); input.current.select(); } } : {});

  function close() {
    asking.current?.abort();
    setOffers([]);
    setChosen(-1);
  }

  async function offer(value, at) {
    asking.current?.abort();
    const abort = new AbortController();
    asking.current = abort;
    try {
      const answer = await ask('suggest', { q: value, at, limit: 12 }, abort.signal);
      if (abort.signal.aborted || document.activeElement !== input.current) return;
      const typed = answer.suggestions.filter((each) => value.slice(each.from, each.to) !== each.text);
      setOffers(typed);
      setChosen(-1);
    } catch (failure) {
      if (failure.name !== 'AbortError') setOffers([]); // completion is a help: without it one types on
    }
  }

  function edit(event) {
    setText(event.target.value);
    offer(event.target.value, event.target.selectionStart);
  }

  function take(each) {
    const taken = text.slice(0, each.from) + each.text + text.slice(each.to);
    const caret = each.from + each.text.length;
    setText(taken);
    setOffers([]);
    setChosen(-1);
    requestAnimationFrame(() => {
      input.current.focus();
      input.current.setSelectionRange(caret, caret);
      if (each.text.endsWith(':')) offer(taken, caret);
    });
  }

  function run(value) {
    close();
    onRun(value.trim());
  }

  function press(event) {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      if (!offers.length) {
        offer(text, event.target.selectionStart);
      } else {
        const step = event.key === 'ArrowDown' ? 1 : -1;
        setChosen((before) => wrapped(before + step, offers.length));
      }
      event.preventDefault();
    } else if (event.key === 'Enter') {
      event.preventDefault();
      if (chosen >= 0 && offers[chosen]) take(offers[chosen]);
      else run(event.target.value);
    } else if (event.key === 'Tab' && offers.length && chosen >= 0) {
      event.preventDefault();
      take(offers[chosen]);
    } else if (event.key === 'Escape') {
      event.preventDefault();
      if (offers.length) close();
      else input.current.blur();
    }
  }

  const wrong = problem?.kind === 'bad_query' && problem.column && problem.query === text ? problem.column - 1 : null;
  return html`<div class="query-bar">
    <label class="visually-hidden" for=${id}>${label}</label>
    <div class="query-field">
      ${wrong !== null && html`<div class="query-mark" aria-hidden="true"><span>${text.slice(0, wrong)}</span><mark>${wordAt(text, wrong)}</mark></div>`}
      <input id=${id} ref=${input} type="text" value=${text} placeholder=${placeholder} autocomplete="off" autocapitalize="off" spellcheck=${false}
        role="combobox" aria-expanded=${offers.length > 0} aria-controls=${`${id}-offers`} aria-autocomplete="list"
        aria-activedescendant=${chosen >= 0 ? `${id}-offer-${chosen}` : undefined}
        aria-invalid=${problem ? 'true' : undefined} aria-describedby=${problem ? `${id}-problem` : undefined}
        onInput=${edit} onKeyDown=${press} onBlur=${() => setTimeout(close, 150)} />
      <ul id=${`${id}-offers`} class="offers" role="listbox" aria-label="Suggestions" hidden=${!offers.length}>${offers.map((each, index) => html`
        <li id=${`${id}-offer-${index}`} key=${each.text} role="option" aria-selected=${index === chosen}
            onMouseDown=${(event) => { event.preventDefault(); take(each); }}>
          <code>${each.text}</code>
          <span>${each.kind === 'value' ? `${compact(each.count)} jobs` : each.description ?? 'attribute'}</span>
        </li>`)}
      </ul>
    </div>
    ${action && html`<button type="button" class="primary" onClick=${() => run(text)}>${action}</button>`}
    ${problem && html`<p id=${`${id}-problem`} class="problem" role="alert">${problem.message}
      ${problem.suggestions?.map((each) => html` <button type="button" key=${each} class="link" onClick=${() => run(corrected(text, wrong, each))}>${each}</button>`)}
    </p>`}
  </div>`;
}

/** A place in a list of so many, -1 for none of them, that goes round at both ends. */
function wrapped(place, length) {
  return place < -1 ? length - 1 : place >= length ? -1 : place;
}

/** The word that stands at a place of the text, up to white space or a colon. */
function wordAt(text, at) {
  return /^[^\s:()]*/.exec(text.slice(at))[0] || text.slice(at, at + 1) || ' ';
}

function corrected(text, at, name) {
  if (at === null) return text;
  return text.slice(0, at) + name + text.slice(at + wordAt(text, at).length);
}
