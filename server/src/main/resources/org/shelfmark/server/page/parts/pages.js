/** A list that comes in pages by cursor, of which all that were asked for are shown. */
import { useCallback, useRef, useState } from '../ui.js';
import { ask, refresh, useAnswer } from '../api.js';

/**
 * `{first, rows, problem, pending, more, loading, began}`: the answer with the first page, the rows of all pages so far, what is
 * wrong, whether the first page is of an older question, a function that fetches the next page (null when there is none),
 * whether it is being fetched, and whether the list began again because the server no longer held the commit it was of.
 * `member` is the name of the rows in an answer.
 */
export function usePages(path, params, member) {
  const { answer: first, problem, pending } = useAnswer(path, params);
  const [later, setLater] = useState({ of: null, rows: [], cursor: null, problem: null });
  const [loading, setLoading] = useState(false);
  const [began, setBegan] = useState(false);
  const latest = useRef(first);
  latest.current = first;
  const isLater = first !== null && later.of === first;
  const rows = first === null ? [] : isLater ? [...first[member], ...later.rows] : first[member];
  const cursor = first === null ? null : isLater ? later.cursor : first.next_cursor;
  const more = useCallback(async () => {
    setLoading(true);
    setBegan(false);
    try {
      const page = await ask(path, { ...params, cursor });
      if (latest.current !== first) return; // the question has changed meanwhile
      setLater({ of: first, rows: [...(isLater ? later.rows : []), ...page[member]], cursor: page.next_cursor, problem: null });
    } catch (failure) {
      if (failure.kind === 'cursor_expired') {
        setBegan(true);
        refresh();
      } else {
        setLater({ of: first, rows: isLater ? later.rows : [], cursor, problem: failure });
      }
    } finally {
      setLoading(false);
    }
  }, [path, first, later, cursor]);
  return { first, rows, problem: problem ?? (isLater ? later.problem : null), pending, more: cursor ? more : null, loading, began };
}
