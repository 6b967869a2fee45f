/** The page: which view an address means. */
import { html, render, useErrorBoundary } from './ui.js';
import { useRoute } from './route.js';
import { applyTheme } from './theme.js';
import { Shell } from './parts/shell.js';
import { SearchView } from './views/search.js';
import { JobView } from './views/job.js';
import { SubmissionView } from './views/submission.js';
import { SubmissionsView } from './views/submissions.js';
import { CompareView } from './views/compare.js';
import { HealthView } from './views/health.js';

const VIEWS = {
  '/': SearchView,
  '/job': JobView,
  '/submissions': SubmissionsView,
  '/submission': SubmissionView,
  '/compare': CompareView,
  '/health': HealthView,
};

function App() {
  const { path, params } = useRoute();
  const View = VIEWS[path] ?? SearchView;
  return html`<${Shell} path=${path} params=${params}><${Guarded} key=${path} View=${View} params=${params} /></${Shell}>`;
}

/** A view, or what went wrong in it: a fault of ours is said, and the rest of the page goes on. */
function Guarded({ View, params }) {
  const [fault, forget] = useErrorBoundary((failure) => console.error(failure));
  return fault
    ? html`<p class="problem" role="alert">This view failed, which is a fault of the page: ${String(fault.message ?? fault)}.
        <button type="button" class="link" onClick=${forget}>Try again</button></p>`
    : html`<${View} params=${params} />`;
}

applyTheme();
render(html`<${App} />`, document.getElementById('app'));
