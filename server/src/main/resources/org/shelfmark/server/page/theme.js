/** Light or dark: as the system has it, or as was chosen here, which the browser remembers. */
import { useEffect, useState } from './ui.js';

const KEY = 'shelfmark.theme';
const system = matchMedia('(prefers-color-scheme: dark)');
const listeners = new Set();
let chosen = stored();

function stored() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null; // storage may be forbidden; the system's scheme then holds
  }
}

/** `light` or `dark`. */
export function theme() {
  return chosen ?? (system.matches ? 'dark' : 'light');
}

export function applyTheme() {
  document.documentElement.dataset.theme = theme();
  listeners.forEach((listener) => listener(theme()));
}

export function toggleTheme() {
  chosen = theme() === 'dark' ? 'light' : 'dark';
  try {
    localStorage.setItem(KEY, chosen);
  } catch {
    // it then holds until the page is closed
  }
  applyTheme();
}

system.addEventListener('change', applyTheme);

export function useTheme() {
  const [now, setNow] = useState(theme);
  useEffect(() => {
    listeners.add(setNow);
    return () => listeners.delete(setNow);
  }, []);
  return now;
}
