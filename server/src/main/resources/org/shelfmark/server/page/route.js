/**
 * The address is the state: which view, and all that was asked of it. Views read it with `useRoute` and change it with
 * `go`; going back, reloading and sharing need nothing else.
 */
import { html, useEffect, useState } from './ui.js';

const listeners = new Set();

/** The address as `{path, params}`; `params` has each parameter's text, empty ones left out. */
export function current() {
  const params = {};
  new URLSearchParams(location.search).forEach((value, name) => {
    if (value !== '') params[name] = value;
  });
  return { path: location.pathname, params };
}

/** An address of this page. Parameters without a value are left out. */
export function link(path, params = {}) {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    if (value !== undefined && value !== null && value !== '' && value !== false) search.set(name, String(value));
  }
  const text = search.toString();
  return text ? `${path}?${text}` : path;
}

/** Goes to an address: a step that "back" undoes, or with `replace` a correction of the present one. */
export function go(address, { replace = false } = {}) {
  if (address === location.pathname + location.search) return;
  history[replace ? 'replaceState' : 'pushState'](replace ? history.state : { within: true }, '', address);
  listeners.forEach((listener) => listener(current()));
}

/** Changes some parameters of the present view; null takes one away. */
export function change(params, options) {
  const { path, params: before } = current();
  go(link(path, { ...before, ...params }), options);
}

/** Back to where one came from within this page; to all jobs where one came from elsewhere. */
export function back() {
  if (history.state?.within) history.back();
  else go('/');
}

addEventListener('popstate', () => listeners.forEach((listener) => listener(current())));

/** The present address; the component is drawn again when it changes. */
export function useRoute() {
  const [route, setRoute] = useState(current);
  useEffect(() => {
    listeners.add(setRoute);
    setRoute(current());
    return () => listeners.delete(setRoute);
  }, []);
  return route;
}

/** A link within the page: an ordinary one to the browser (new tab, copy), without a reload when it is just clicked. */
export function Link({ to, children, onFollow, ...attributes }) {
  const follow = (event) => {
    if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    if (onFollow) onFollow(event);
    go(to);
  };
  return html`<a href=${to} onClick=${follow} ...${attributes}>${children}</a>`;
}
