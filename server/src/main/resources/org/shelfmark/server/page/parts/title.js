/** The title of the browser's tab, which history and bookmarks keep. */
import { useEffect } from '../ui.js';

const NAME = 'Shelfmark';

export function useTitle(text) {
  useEffect(() => {
    document.title = text ? `${text} · ${NAME}` : NAME;
    return () => {
      document.title = NAME;
    };
  }, [text]);
}
