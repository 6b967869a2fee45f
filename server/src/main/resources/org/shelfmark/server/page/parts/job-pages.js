/** The jobs of a question, page after page as they are wanted. */
import { useEffect, useRef, useState } from '../ui.js';
import { Unreachable, ask, useRefresh } from '../api.js';
import { link } from '../route.js';

const PAGE = 200;

/** The jobs seen last, so that coming back from one of them finds the list as it was. */
let kept = null;

/**
 * `{jobs, fields, total, archived, more, loading, problem, stale, loadMore, restart, place}`. `fields`: those that these
 * jobs were asked for. `stale`: the list was asked for again while somebody was reading further down, and stands as it was.
 * `place` is kept with the list: where it was scrolled to.
 */
export function useJobPages(params) {
  const question = link('jobs', params);
  const begin = () => (kept?.question === question ? kept : { question, fields: params.fields, jobs: [], place: { top: 0, active: -1 }, loading: true });
  const [list, setList] = useState(begin);
  const [round, setRound] = useState(0);
  const running = useRef(null);
  const latest = useRef(list);
  latest.current = list;

  function show(changed) {
    kept = changed;
    latest.current = changed;
    setList(changed);
  }

  async function load(cursor, before) {
    running.current?.abort();
    const abort = new AbortController();
    running.current = abort;
    show({ ...latest.current, loading: true, problem: null });
    try {
      const answer = await ask('jobs', { ...params, limit: PAGE, cursor }, abort.signal);
      if (abort.signal.aborted) return;
      show({
        question,
        fields: params.fields,
        jobs: [...before, ...answer.jobs],
        total: answer.total,
        archived: answer.archived ?? null,
        more: answer.next_cursor ?? null,
        loading: false,
        problem: null,
        stale: false,
        place: cursor ? latest.current.place : { top: 0, active: -1 },
      });
    } catch (failure) {
      if (abort.signal.aborted || failure.name === 'AbortError') return;
      // without a server the jobs of the earlier question stay, and stay that question's
      if (failure instanceof Unreachable) show({ ...latest.current, loading: false });
      else show({ ...latest.current, question, fields: params.fields, jobs: cursor ? before : [], loading: false, problem: failure });
    }
  }

  useEffect(() => {
    if (round === 0 && kept?.question === question && kept.jobs.length) {
      show({ ...kept, loading: false });
    } else {
      load(null, []);
    }
    return () => running.current?.abort();
  }, [question, round]);
  useRefresh(() => {
    if (latest.current.place.top > 40) show({ ...latest.current, stale: true });
    else setRound((before) => before + 1);
  });
  return {
    ...list,
    loadMore: () => !latest.current.loading && latest.current.more && !latest.current.problem && load(latest.current.more, latest.current.jobs),
    restart: () => setRound((before) => before + 1),
  };
}
