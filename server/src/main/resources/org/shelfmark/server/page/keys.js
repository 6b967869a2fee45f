/** Keys that work wherever nothing is being typed. */
import { useEffect, useRef } from './ui.js';

/** Calls `actions[key]` for keys pressed outside of inputs and dialogs; Escape also from inputs. */
export function useKeys(actions) {
  const latest = useRef(actions);
  latest.current = actions;
  useEffect(() => {
    const press = (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      const typing = event.target.closest?.('input, textarea, select, [contenteditable]');
      if (typing || document.querySelector('dialog[open]')) return;
      const action = latest.current[event.key];
      if (!action) return;
      if (event.key === 'Enter' && event.target.closest?.('a, button, summary')) return;
      event.preventDefault();
      action(event);
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, []);
}
