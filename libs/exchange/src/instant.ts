/** Instants are milliseconds since the epoch inside and ISO 8601 with an offset outside; the contracts' zone is +08:00, which has had no daylight saving since 1991. */
const INSTANT = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,3})\d*)?)?(Z|[+-]\d\d:\d\d)$/;
const DATE = /^(\d{4})-(\d\d)-(\d\d)$/;
const ZONE_MS = 8 * 3_600_000;

function utc(year: number, month: number, day: number): number | null {
  const ms = Date.UTC(year, month - 1, day);
  const back = new Date(ms);
  return back.getUTCMonth() === month - 1 && back.getUTCDate() === day ? ms : null;
}

/** Milliseconds of an ISO 8601 instant with an offset; null for anything else, such as a local time or the 30th of February. */
export function parseInstant(text: string): number | null {
  const part = INSTANT.exec(text);
  if (!part) return null;
  const day = utc(Number(part[1]), Number(part[2]), Number(part[3]));
  const [hour, minute, second] = [Number(part[4]), Number(part[5]), Number(part[6] ?? 0)];
  if (day === null || hour > 23 || minute > 59 || second > 59) return null;
  const zone = part[8] as string;
  const offsetMinutes = zone === 'Z' ? 0 : Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4, 6));
  const sign = zone.startsWith('-') ? -1 : 1;
  const fraction = Number((part[7] ?? '0').padEnd(3, '0'));
  return day + ((hour * 60 + minute) * 60 + second) * 1000 + fraction - sign * offsetMinutes * 60_000;
}

/** `2026-07-01T09:00:00+08:00`; milliseconds only where there are any. */
export function formatInstant(ms: number): string {
  const text = new Date(ms + ZONE_MS).toISOString();
  return `${text.slice(0, 19)}${text.slice(19, 23) === '.000' ? '' : text.slice(19, 23)}+08:00`;
}

/** Whether the text is a real calendar date, `YYYY-MM-DD`. */
export function isDate(text: string): boolean {
  const part = DATE.exec(text);
  return part !== null && utc(Number(part[1]), Number(part[2]), Number(part[3])) !== null;
}
