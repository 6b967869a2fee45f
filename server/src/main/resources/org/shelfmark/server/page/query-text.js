/**
 * Changing a query's text as a person would: its top-level parts are found, some are taken away, others are added. The
 * server alone says what a query means; here only quotes, parentheses and white space are told apart.
 */

/** The parts that are joined by AND, as they are written. A query with OR between its parts is one part. */
export function parts(query) {
  const found = [];
  let part = '';
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < query.length; at += 1) {
    const c = query[at];
    if (c === '\\') {
      part += c + (query[at + 1] ?? '');
      at += 1;
    } else if (quoted || (/\s/.test(c) === false) || depth > 0) {
      if (c === '"') quoted = !quoted;
      else if (!quoted && (c === '(' || c === '[')) depth += 1;
      else if (!quoted && (c === ')' || c === ']')) depth = Math.max(0, depth - 1);
      part += c;
    } else if (part) {
      found.push(part);
      part = '';
    }
  }
  if (part) found.push(part);
  if (found.includes('OR')) return [query.trim()];
  const joined = [];
  for (const word of found) {
    if (joined[joined.length - 1] === 'NOT') joined[joined.length - 1] = `NOT ${word}`;
    else if (word !== 'AND' && word !== '*') joined.push(word);
  }
  return joined;
}

/** Parts as a query again; one that has OR is put into parentheses where it is not alone. */
export function joined(all) {
  return all.map((part) => (all.length > 1 && / OR /.test(part) && !isGrouped(part) ? `(${part})` : part)).join(' ');
}

function isGrouped(part) {
  if (!part.startsWith('(') || !part.endsWith(')')) return false;
  let depth = 0;
  for (let at = 0; at < part.length; at += 1) {
    if (part[at] === '(') depth += 1;
    if (part[at] === ')') depth -= 1;
    if (depth === 0 && at < part.length - 1) return false;
  }
  return true;
}

/** A value as a query means exactly it. */
export function quoted(value) {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return /^[\p{L}\p{N}_/@%+.][\p{L}\p{N}_/@%+.=:-]*$/u.test(value) && !/^(AND|OR|NOT|TO)$/.test(value) && !/\.\./.test(value)
      && !/^[\d.+-]/.test(value)
    ? value
    : `"${value.replace(/[\\"]/g, '\\$&')}"`;
}

/** The condition that a field has a value; null for the jobs without one. */
export function condition(name, value) {
  return value === null ? `-has:${name}` : `${name}:${quoted(value)}`;
}

function negated(part) {
  return part.startsWith('-') ? part.slice(1) : `-${part}`;
}

export function hasPart(query, part) {
  return parts(query).includes(part);
}

/** The query with one part more; its opposite is taken away. A part that is there already is taken away. */
export function toggled(query, part) {
  const rest = parts(query).filter((each) => each !== negated(part));
  return joined(rest.includes(part) ? rest.filter((each) => each !== part) : [...rest, part]);
}

export function without(query, part) {
  return joined(parts(query).filter((each) => each !== part));
}

/** The query with `part` in the place of all parts about the field `name`; with null just without them. */
export function replaced(query, name, part) {
  const rest = parts(query).filter((each) => !each.toLowerCase().startsWith(`${name.toLowerCase()}:`));
  return joined(part === null ? rest : [...rest, part]);
}

/** What the query says of a field, as it is written behind `name:`; null where it says nothing. */
export function said(query, name) {
  const part = parts(query).find((each) => each.toLowerCase().startsWith(`${name.toLowerCase()}:`));
  return part === undefined ? null : part.slice(name.length + 1);
}

/**
 * The values of which the query wants one (`owner:alice,bob`), as they are written; empty where it wants none of the field, null
 * where it says something else of it (a range, a pattern).
 */
export function choices(query, name) {
  const text = said(query, name);
  if (text === null) return [];
  if (/^[<>=[(]/.test(text) || (!text.startsWith('"') && /\.\.|[*?]/.test(text))) return null;
  return text.match(/"(?:\\.|[^"\\])*"|(?:\\.|[^,\\])+/g) ?? [];
}

export function isChosen(query, name, value) {
  return (choices(query, name) ?? []).some((each) => sameText(each, quoted(value)));
}

/** The query with one more or one less of the values of which a job must have one; what was said else of the field is taken away. */
export function toggledChoice(query, name, value) {
  const before = choices(query, name) ?? [];
  const rest = before.filter((each) => !sameText(each, quoted(value)));
  const now = rest.length < before.length ? rest : [...rest, quoted(value)];
  const excluded = `-${condition(name, value)}`;
  return replaced(without(query, excluded), name, now.length ? `${name}:${now.join(',')}` : null);
}

function sameText(first, second) {
  return first.toLowerCase() === second.toLowerCase();
}

/** Two queries that must both hold. */
export function both(first, second) {
  return joined([...parts(first), ...parts(second)]);
}
