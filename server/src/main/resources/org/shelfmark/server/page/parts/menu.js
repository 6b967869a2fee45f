/** A button that opens a small menu; Escape, a click elsewhere, and (unless `stay`) a choice close it. */
import { html, useEffect, useRef } from '../ui.js';

export function Menu({ title, children, stay = false }) {
  const menu = useRef(null);
  useEffect(() => {
    const elsewhere = (event) => {
      if (!menu.current.contains(event.target)) menu.current.open = false;
    };
    const escape = (event) => {
      if (event.key !== 'Escape' || !menu.current.open) return;
      event.preventDefault();
      menu.current.open = false;
      menu.current.querySelector('summary').focus();
    };
    document.addEventListener('pointerdown', elsewhere);
    document.addEventListener('keydown', escape, true);
    return () => {
      document.removeEventListener('pointerdown', elsewhere);
      document.removeEventListener('keydown', escape, true);
    };
  }, []);
  const choose = (event) => {
    if (!stay && event.target.closest('button, a') && !event.target.closest('form')) menu.current.open = false;
  };
  return html`<details class="menu" ref=${menu}><summary>${title}</summary><div class="menu-body" onClick=${choose}>${children}</div></details>`;
}
