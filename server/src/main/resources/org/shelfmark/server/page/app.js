/** The page: which view an address means. */
import { html, render } from './ui.js';
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
  return html`<${Shell} path=${path} params=${params}><${View} key=${path} params=${params} /></${Shell}>`;
}

applyTheme();
render(html`<${App} />`, document.getElementById('app'));
