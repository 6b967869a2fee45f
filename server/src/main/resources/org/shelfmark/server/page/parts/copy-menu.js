/** "Copy as": what is on the screen as a link, as commands, as a ClassAd constraint, and its jobs as a file. */
import { html, useEffect, useRef, useState } from '../ui.js';
import { ask } from '../api.js';
import { curlCommand, exportFile, shelfmarkCommand } from '../command-text.js';
import { Menu } from './menu.js';
import { TextDialog, copied } from './text-dialog.js';

/**
 * `query`, `constraint`: the jobs meant; `fields`: the columns shown, as a list or text with commas; `kind`: `jobs`, `facets`, `submissions`,
 * `compare`, `stats`, `histogram`, or `submission` and `job`, which have a `name` and no query. `options`: whatever else was asked (`{by, against,
 * sort, source}`), by the names that parameters and options have in common.
 */
export function CopyMenu({ query, constraint, fields, kind = 'jobs', name, options }) {
  const [said, setSaid] = useState('');
  const [dialog, setDialog] = useState(null);
  const asking = useRef(null);
  useEffect(() => () => asking.current?.abort(), []);
  useEffect(() => {
    if (!said) return undefined;
    const timer = setTimeout(() => setSaid(''), 4000);
    return () => clearTimeout(timer);
  }, [said]);

  const columns = Array.isArray(fields) ? fields.join(',') : fields;
  const asked = { kind, query, name, options: { constraint, ...(kind === 'jobs' && { fields: columns }), ...options } };
  const aboutMany = name === undefined;

  async function copy(title, text) {
    if (await copied(text)) setSaid(`Copied: ${title}`);
    else setDialog({ title, text, notes: ['Your browser does not let this page use the clipboard. The text is selected: copy it from here.'] });
  }

  async function copyConstraint() {
    asking.current?.abort();
    const abort = new AbortController();
    asking.current = abort;
    const title = 'ClassAd constraint';
    try {
      const answer = query ? await ask('constraint', { q: query }, abort.signal) : { constraint: 'true', exact: true };
      const text = constraint ? `(${answer.constraint}) && (${constraint})` : answer.constraint;
      if (answer.exact) {
        await copy(title, text);
      } else {
        setDialog({ title, text, notes: ['No constraint can say all of this query. This one is true for all these jobs, but for others, too:', ...(answer.notes ?? []).map(({ part, reason }) => `${part}: ${reason}`)] });
      }
    } catch (failure) {
      if (failure.name !== 'AbortError') setDialog({ title, problem: failure.message });
    }
  }

  return html`<div class="copying">
    <${Menu} title="Copy as">
      <button type="button" onClick=${() => copy('link to this view', location.href)}>Link to this view</button>
      <button type="button" onClick=${() => copy('command line', shelfmarkCommand(asked))}>Command line</button>
      <button type="button" onClick=${() => copy('curl command', curlCommand(asked))}>curl command</button>
      ${aboutMany && html`<button type="button" onClick=${copyConstraint}>ClassAd constraint</button>
        <span class="menu-title">Download all its jobs</span>
        ${['csv', 'ndjson'].map((format) => html`<${Download} key=${format} ...${{ query, constraint, fields: columns, format }} />`)}`}
    </${Menu}>
    <span class=${said ? 'copied' : 'visually-hidden'} role="status">${said}</span>
    ${dialog && html`<${TextDialog} ...${dialog} onClose=${() => setDialog(null)} />`}
  </div>`;
}

function Download(props) {
  const { address, name } = exportFile(props);
  return html`<a href=${address} download=${name}>${props.format === 'csv' ? 'CSV, for spreadsheets' : 'NDJSON, for programs'}</a>`;
}
