/** What stands around every view: the name, the way to other views, what the answers cover, and whether the server answers. */
import { html, useEffect, useRef, useState } from '../ui.js';
import { refresh, useAnswer, useReachable } from '../api.js';
import { counted, time, useZone, zoneName } from '../format.js';
import { useKeys } from '../keys.js';
import { Link, back, change, link } from '../route.js';
import { theme, toggleTheme, useTheme } from '../theme.js';
import { HelpDialog } from './help.js';

/** How often the page may ask again by itself; the text stands in the address. */
const INTERVALS = { '10s': 10, '1m': 60, '5m': 300 };

const TITLES = { '/': 'Jobs', '/job': 'Job', '/submissions': 'Submissions', '/submission': 'Submission', '/compare': 'Compare', '/health': 'Health' };

export function Shell({ path, params, children }) {
  const reachable = useReachable();
  const [helping, setHelping] = useState(false);
  const { answer: status } = useAnswer('status');
  useZone(status?.time_zone);
  useTheme();
  useKeys({ '?': () => setHelping(true), r: refresh, ...(path === '/' ? {} : { Escape: back }) });
  useArrival(path, params);
  useEffect(() => {
    const seconds = INTERVALS[params.refresh];
    if (!seconds) return undefined;
    const timer = setInterval(() => document.visibilityState === 'visible' && refresh(), seconds * 1000);
    return () => clearInterval(timer);
  }, [params.refresh]);
  const carried = { q: params.q, refresh: params.refresh };
  const views = [
    ['/', 'Jobs', carried],
    ['/submissions', 'Submissions', carried],
    ['/compare', 'Compare', carried],
    ['/health', 'Health', { refresh: params.refresh }],
  ];
  return html`
    <a class="skip" href="#main">Skip to the content</a>
    <header class="top">
      <${Link} to="/" class="mark" aria-label="Shelfmark, all jobs"><img src="/page/icon.svg" alt="" width="24" height="24" />
        <span>Shelfmark</span></${Link}>
      <nav aria-label="Views">${views.map(([to, name, kept]) => html`
        <${Link} key=${to} to=${link(to, kept)} aria-current=${isAt(path, to) ? 'page' : undefined}>${name}</${Link}>`)}
      </nav>
      <div class="tools">
        <label class="quiet"><span class="visually-hidden">Ask again by itself</span>
          <select value=${params.refresh ?? ''} onChange=${(event) => change({ refresh: event.target.value }, { replace: true })}>
            <option value="">refresh: off</option>
            ${Object.keys(INTERVALS).map((each) => html`<option value=${each}>every ${each}</option>`)}
          </select></label>
        <button type="button" class="icon" onClick=${refresh} title="Ask again (r)" aria-label="Ask again">↻</button>
        <button type="button" class="icon" onClick=${toggleTheme} title="Light or dark" aria-label=${`Change to ${theme() === 'dark' ? 'light' : 'dark'} colours`}>◐</button>
        <button type="button" class="icon" onClick=${() => setHelping(true)} title="Help (?)" aria-label="Help">?</button>
      </div>
    </header>
    ${!reachable && html`<p class="banner" role="alert">The server does not answer. What you see is what it said before; the page
      looks for it and goes on when it is back.</p>`}
    <main id="main" tabindex="-1">${children}</main>
    <${Coverage} status=${status} />
    ${helping && html`<${HelpDialog} onClose=${() => setHelping(false)} />`}`;
}

/** Names the window after what it shows, and brings those who listen or use keys to the beginning of a new view. */
function useArrival(path, params) {
  const before = useRef(path);
  useEffect(() => {
    const about = params.id ?? params.name ?? (path === '/' ? params.q : null);
    document.title = [about, TITLES[path], 'Shelfmark'].filter(Boolean).join(' – ');
    if (before.current !== path) document.getElementById('main').focus({ preventScroll: true });
    if (before.current !== path && path !== '/') scrollTo(0, 0);
    before.current = path;
  }, [path, params.id, params.name, params.q]);
}

function isAt(path, to) {
  return path === to || (to === '/submissions' && path === '/submission') || (to === '/' && path === '/job');
}

/** How far the archives are indexed: said below every view, because an answer is about no more than that. */
function Coverage({ status }) {
  if (!status) return html`<footer class="coverage"></footer>`;
  const behind = status.indexed_through.reduce((sum, each) => sum + each.bytes_behind, 0);
  const latest = status.indexed_through.map((each) => each.time).filter(Boolean).sort().pop();
  return html`<footer class="coverage">
    <span>${counted(status.jobs, 'job')}${status.archived_jobs ? `, ${counted(status.archived_jobs, 'archived job')}` : ''}, the last one
      indexed ended ${time(latest)} (${zoneName()})${behind > 0 ? '; the archives hold more that is not indexed yet' : ''}.</span>
    ${status.gaps > 0 && html` <${Link} to="/health">${counted(status.gaps, 'gap')}: records that were gone before they could be read.</${Link}>`}
  </footer>`;
}
