/** A list that comes in pages by cursor, of which all that were asked for are shown. */
import { useCallback, useRef, useState } from '../ui.js';
import { ask, refresh, useAnswer } from '../api.js';
import { link } from '../route.js';

const NOTHING = { question: null, of: null, rows: [], cursor: null, problem: null };

/**
 * `first`: the answer with the first page; `rows`: those of all pages so far; `more`: fetches the next page, null when there is
 * none; `stale`: the list was asked for again while more than its first page is shown, which stands as it was until `restart`;
 * `began`: it began again, because the server no longer held the commit it was of. `problem`, `pending`, `loading` as everywhere.
 * `member` is the name of the rows in an answer.
 */
export function usePages(path, params, member) {
  const question = link(path, params);
  const { answer: newest, problem, pending } = useAnswer(path, params);
  const [later, setLater] = useState(NOTHING);
  const [loading, setLoading] = useState(false);
  const [began, setBegan] = useState(false);
  const isLonger = later.question === question;
  const first = isLonger ? later.of : newest;
  const latest = useRef(first);
  latest.current = first;
  const cursor = isLonger ? later.cursor : first?.next_cursor;
  const more = useCallback(async () => {
    setLoading(true);
    setBegan(false);
    const before = isLonger ? later.rows : [];
    try {
      const page = await ask(path, { ...params, cursor });
      if (latest.current !== first) return; // the question has changed meanwhile
      setLater({ question, of: first, rows: [...before, ...page[member]], cursor: page.next_cursor, problem: null });
    } catch (failure) {
      if (latest.current !== first) return;
      if (failure.kind === 'cursor_expired') {
        setLater(NOTHING);
        setBegan(true);
        refresh();
      } else {
        setLater({ question, of: first, rows: before, cursor, problem: failure });
      }
    } finally {
      setLoading(false);
    }
  }, [question, first, later, cursor]);
  return {
    first,
    rows: first === null ? [] : isLonger ? [...first[member], ...later.rows] : first[member],
    problem: isLonger ? later.problem : problem,
    pending: pending && !isLonger,
    more: cursor ? more : null,
    loading,
    stale: isLonger && newest !== null && newest !== later.of,
    restart: () => setLater(NOTHING),
    began,
  };
}
