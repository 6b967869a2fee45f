/** Asking the server. Only the public interface is used; `/api` describes it. */
import { useEffect, useRef, useState } from './ui.js';
import { link } from './route.js';

/** What the server says is wrong: the members of its `application/problem+json`. */
export class Problem extends Error {
  constructor(body, status) {
    super(body.detail ?? `the server answered ${status}`);
    this.status = status;
    this.kind = body.kind ?? null;
    this.query = body.query ?? null;
    this.column = body.column ?? null;
    this.suggestions = body.suggestions ?? [];
    this.candidates = body.candidates ?? [];
  }
}

/** The server does not answer at all. */
export class Unreachable extends Error {
  constructor() {
    super('the server does not answer');
  }
}

async function fetched(address, options) {
  let response;
  try {
    response = await fetch(address, options);
  } catch (failure) {
    if (failure.name === 'AbortError') throw failure;
    reachability.lost();
    throw new Unreachable();
  }
  if (response.ok) return response;
  const text = await response.text();
  let body = {};
  try {
    body = JSON.parse(text);
  } catch {
    body = { detail: text.slice(0, 500) || undefined };
  }
  throw new Problem(body, response.status);
}

/** The JSON of a route below `/api/v1`. Throws Problem, Unreachable, or AbortError when `signal` says so. */
export async function ask(path, params, signal) {
  const response = await fetched(link(`/api/v1/${path}`, params), { signal });
  try {
    return await response.json();
  } catch (failure) {
    if (failure.name === 'AbortError') throw failure;
    throw new Unreachable();
  }
}

/** The text of a route below `/api/v1`. */
export async function askText(path, params, signal) {
  return (await fetched(link(`/api/v1/${path}`, params), { signal })).text();
}

/** Asks the server to change something. */
export async function command(path, params) {
  const response = await fetched(`/api/v1/${path}`, {
    method: 'POST',
    headers: { 'Shelfmark-Request': 'page', 'Content-Type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(params),
  });
  return response.json();
}

/** Whether the server answers. While it does not, it is looked for; when it is back, everything is asked again. */
const reachability = {
  reachable: true,
  listeners: new Set(),
  lost() {
    if (!this.reachable) return;
    this.reachable = false;
    this.tell();
    this.look();
  },
  look() {
    setTimeout(async () => {
      try {
        await fetch('/healthz', { cache: 'no-store' });
        this.reachable = true;
        this.tell();
        refresh();
      } catch {
        this.look();
      }
    }, 1500);
  },
  tell() {
    this.listeners.forEach((listener) => listener(this.reachable));
  },
};

export function useReachable() {
  const [reachable, setReachable] = useState(reachability.reachable);
  useEffect(() => {
    reachability.listeners.add(setReachable);
    return () => reachability.listeners.delete(setReachable);
  }, []);
  return reachable;
}

const refreshers = new Set();

/** Asks everything again that is on the screen. */
export function refresh() {
  refreshers.forEach((refresher) => refresher());
}

/** Calls `again` whenever everything is asked again. */
export function useRefresh(again) {
  const latest = useRef(again);
  latest.current = again;
  useEffect(() => {
    const refresher = () => latest.current();
    refreshers.add(refresher);
    return () => refreshers.delete(refresher);
  }, []);
}

/**
 * The answer to a question: `{answer, problem, pending}`. A question that changes ends the one before it, so that an old
 * answer never takes the place of a newer one; until the new one is there, the old one stays and `pending` is true.
 * Without a path nothing is asked. `how` is `askText` where the answer is no JSON.
 */
export function useAnswer(path, params, how = ask) {
  const question = path && link(path, params);
  const [state, setState] = useState({ question: null, answer: null, problem: null });
  const [round, setRound] = useState(0);
  useRefresh(() => setRound((before) => before + 1));
  useEffect(() => {
    if (!question) return undefined;
    const abort = new AbortController();
    how(path, params, abort.signal).then(
      (answer) => !abort.signal.aborted && setState({ question, answer, problem: null }),
      (problem) => {
        if (abort.signal.aborted || problem.name === 'AbortError') return;
        setState((before) => problem instanceof Unreachable
          ? { ...before, question }
          : { question, answer: null, problem });
      },
    );
    return () => abort.abort();
  }, [question, round]);
  return {
    answer: question ? state.answer : null,
    problem: question ? state.problem : null,
    pending: Boolean(question) && state.question !== question,
  };
}
