/** How a job ended, as a word in a colour that says at a glance whether it went well. */
import { html } from '../ui.js';

/** `status`: the job's state in words. `exit`: its exit code, null without one, undefined where it is not known. */
export function Ending({ status, exit }) {
  if (status === null || status === undefined) return html`<span class="quiet">–</span>`;
  const failed = status === 'completed' && exit !== undefined && exit !== 0;
  const colour = failed ? 'bad' : status === 'completed' ? 'ok' : status === 'held' ? 'held' : 'removed';
  return html`<span class=${`badge ${colour}`}>${failed ? 'failed' : status}</span>`;
}
