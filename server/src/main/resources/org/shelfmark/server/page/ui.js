/** The view library under one name: Preact's hooks, and `html` for templates. Text in a template is text, never markup. */
import { h, render, Fragment } from './vendor/preact/preact.mjs';
import htm from './vendor/htm/htm.mjs';

export const html = htm.bind(h);
export { render, Fragment };
export {
  useCallback, useEffect, useErrorBoundary, useLayoutEffect, useMemo, useReducer, useRef, useState,
} from './vendor/preact/hooks.mjs';
