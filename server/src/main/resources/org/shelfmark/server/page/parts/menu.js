/** A menu that opens below its name and closes by Escape, by a click elsewhere, when it is left, and when something is chosen. */
import { html, useEffect, useRef, useState } from '../ui.js';

export function Menu({ label, children }) {
  const details = useRef(null);
  const body = useRef(null);
  const [fromLeft, setFromLeft] = useState(false);

  useEffect(() => {
    const outside = (event) => !details.current.contains(event.target) && close();
    document.addEventListener('pointerdown', outside);
    return () => document.removeEventListener('pointerdown', outside);
  }, []);

  function close() {
    if (details.current) details.current.open = false;
  }

  function press(event) {
    if (event.key !== 'Escape' || !details.current.open) return;
    event.preventDefault();
    close();
    details.current.querySelector('summary').focus();
  }

  function choose(event) {
    if (event.target.closest('button, a')) close();
  }

  function leave(event) {
    if (event.relatedTarget && !details.current.contains(event.relatedTarget)) close();
  }

  /** It hangs from the right edge of its name, unless there is no room on that side. */
  function place() {
    if (details.current.open) setFromLeft(details.current.getBoundingClientRect().right - body.current.offsetWidth < 0);
  }

  return html`<details class="menu" ref=${details} onKeyDown=${press} onFocusOut=${leave} onToggle=${place}>
    <summary>${label}</summary>
    <div ref=${body} class=${fromLeft ? 'menu-body from-left' : 'menu-body'} onClick=${choose}>${children}</div>
  </details>`;
}
