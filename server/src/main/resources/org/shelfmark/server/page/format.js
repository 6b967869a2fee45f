/** Values as people read them. Every function takes null or undefined for a missing value and gives `–`. */
export const MISSING = '–';

let zone; // undefined: the browser's own

/** The zone of all times on the page: the server's, so that they mean what a query means. */
export function useZone(name) {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    zone = name;
  } catch {
    zone = undefined;
  }
}

export function zoneName() {
  return zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
}

const integers = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

export function number(value) {
  if (value === null || value === undefined) return MISSING;
  if (typeof value !== 'number' || !Number.isFinite(value)) return String(value);
  if (Number.isInteger(value) || Math.abs(value) >= 1000) return integers.format(value);
  return String(Number(value.toPrecision(3)));
}

/** `12,345`, or `1.2 M` where there is little room. */
export function compact(value) {
  return value === null || value === undefined
    ? MISSING
    : new Intl.NumberFormat('en-US', { notation: 'compact', maximumFractionDigits: 1 }).format(value);
}

/** A share of 0 to 1 as percent. */
export function percent(share) {
  if (share === null || share === undefined) return MISSING;
  const hundred = share * 100;
  if (hundred > 0 && hundred < 0.1) return '< 0.1 %';
  return `${hundred >= 99.95 || hundred === 0 ? Math.round(hundred) : hundred.toFixed(1)} %`;
}

/** Words as a sentence: a capital at the beginning, a full stop at the end. */
export function sentence(words) {
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}${/[.!?]$/.test(words) ? '' : '.'}`;
}

/** `1 job`, `2 jobs`. */
export function counted(count, noun) {
  return `${number(count)} ${noun}${count === 1 ? '' : 's'}`;
}

const SIZES = ['B', 'KB', 'MB', 'GB', 'TB', 'PB'];

export function bytes(value) {
  if (value === null || value === undefined) return MISSING;
  let amount = Number(value);
  let size = 0;
  while (Math.abs(amount) >= 1024 && size < SIZES.length - 1) {
    amount /= 1024;
    size += 1;
  }
  return `${size === 0 || Math.abs(amount) >= 100 ? integers.format(amount) : Number(amount.toPrecision(3))} ${SIZES[size]}`;
}

/** Seconds in the two largest units: `2d 3h`, `5m 10s`, `0.25s`. */
export function duration(seconds) {
  if (seconds === null || seconds === undefined) return MISSING;
  const sign = seconds < 0 ? '−' : '';
  const whole = Math.abs(Number(seconds));
  if (whole < 10 && !Number.isInteger(whole)) return `${sign}${Number(whole.toPrecision(2))}s`;
  const rounded = Math.round(whole);
  const parts = [
    [Math.floor(rounded / 86400), 'd'],
    [Math.floor(rounded / 3600) % 24, 'h'],
    [Math.floor(rounded / 60) % 60, 'm'],
    [rounded % 60, 's'],
  ];
  const first = parts.findIndex(([amount]) => amount > 0);
  if (first < 0) return '0s';
  const shown = parts.slice(first, first + 2).filter(([amount], index) => index === 0 || amount > 0);
  return sign + shown.map(([amount, unit]) => `${amount}${unit}`).join(' ');
}

/** A moment given as seconds since 1970, or as ISO text, in milliseconds; null where it is none. */
function millis(moment) {
  if (moment === null || moment === undefined || moment === '') return null;
  const value = typeof moment === 'number' ? moment * 1000 : Date.parse(moment);
  return Number.isFinite(value) ? value : null;
}

const formats = new Map();

/** The parts of a moment in the zone of the page: `{year, month, day, hour, minute, second}` as text of fixed width. */
function partsOf(milliseconds) {
  const name = zoneName();
  if (!formats.has(name)) {
    formats.set(name, new Intl.DateTimeFormat('en-CA', {
      timeZone: zone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit',
      hour: '2-digit', minute: '2-digit', second: '2-digit',
    }));
  }
  return Object.fromEntries(formats.get(name).formatToParts(milliseconds).map((part) => [part.type, part.value]));
}

/** `2026-11-22 03:51:40`. */
export function time(moment) {
  const at = millis(moment);
  if (at === null) return MISSING;
  const p = partsOf(at);
  return `${p.year}-${p.month}-${p.day} ${p.hour}:${p.minute}:${p.second}`;
}

/** `2026-11-22`. */
export function day(moment) {
  return time(moment).slice(0, 10);
}

/** A moment as a query reads it, with its zone spelled out: `2026-11-22T03:51:40Z`. */
export function queryTime(milliseconds) {
  return new Date(milliseconds).toISOString().replace(/\.\d{3}Z$/, 'Z');
}

/** `3 minutes ago`. */
export function ago(moment, now = Date.now()) {
  const at = millis(moment);
  if (at === null) return MISSING;
  const seconds = Math.round((now - at) / 1000);
  if (seconds < 5) return 'just now';
  const [amount, unit] = seconds < 60 ? [seconds, 'second'] : seconds < 3600 ? [seconds / 60, 'minute']
    : seconds < 86400 ? [seconds / 3600, 'hour'] : [seconds / 86400, 'day'];
  return `${counted(Math.floor(amount), unit)} ago`;
}

/** A value of a field with its unit spelled out. Values that are not what the field's type says are shown as they are. */
export function value(field, raw) {
  if (raw === null || raw === undefined) return MISSING;
  if (field && typeof raw === 'number') {
    switch (field.unit) {
      case 's': return duration(raw);
      case 'B': return bytes(raw);
      case 'KB': return bytes(raw * 1024);
      case 'MB': return bytes(raw * 1024 * 1024);
      case '%': return `${number(raw)} %`;
      case 'cores': return number(raw);
    }
    if (field.type === 'time') return raw > 0 ? time(raw) : MISSING;
    if (field.type === 'real') return number(raw);
  }
  return typeof raw === 'object' ? JSON.stringify(raw) : String(raw);
}
