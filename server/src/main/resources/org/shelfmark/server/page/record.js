/** The text of a record: lines of `Name = value` and a banner, as HTCondor writes them. */

const LINE = /^([A-Za-z_][A-Za-z0-9_.]*)\s*=\s?(.*)$/s;

/**
 * The attributes of a record in the order of its lines: `[{name, text}]`, `text` the value as ClassAd text. A string that
 * goes on over several lines is one value; the banner is left out.
 */
export function attributesOf(record) {
  const found = [];
  let open = false;
  for (const line of record.split('\n')) {
    if (open) {
      const last = found[found.length - 1];
      last.text += `\n${line}`;
      open = isOpen(last.text);
      continue;
    }
    const [, name, text] = LINE.exec(line) ?? [];
    if (name === undefined) continue;
    found.push({ name, text });
    open = isOpen(text);
  }
  return found;
}

/** Whether a string begins in the text and does not end. */
function isOpen(text) {
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '"') quoted = !quoted;
  }
  return quoted;
}

const ESCAPES = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' };

/**
 * What ClassAd text says where it is a literal: `{value}` of a string or a boolean, `{digits}` of a number as it is written,
 * because a number here could not hold all of them. `{}` for all others, whose value only an evaluation tells.
 */
export function literal(text) {
  if (/^[+-]?\d+(\.\d*)?([eE][+-]?\d+)?$/.test(text)) return { digits: text };
  if (/^(true|false)$/i.test(text)) return { value: text.toLowerCase() === 'true' };
  if (/^"(\\.|[^"\\])*"$/s.test(text)) {
    const unescaped = (whole, c) => (/^[0-7]+$/.test(c) ? String.fromCharCode(parseInt(c, 8)) : ESCAPES[c] ?? c);
    return { value: text.slice(1, -1).replace(/\\([0-7]{1,3}|.)/gs, unescaped) };
  }
  return {};
}

/** The moment of an attribute, in seconds since 1970; null where there is none that can be one. */
export function moment(value) {
  const number = typeof value === 'string' && /^\d+(\.\d+)?$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && number > 0 && number < 253402300800 ? number : null;
}
