export const STORABLE = 'expected text without U+0000 and without half a surrogate pair';

const HALF = /\p{Surrogate}/u; // with the flag, whole pairs are other characters

/** PostgreSQL's text cannot hold U+0000, and half a surrogate pair becomes another character on its way there: what is read is not what was said. */
const isStorable = (text: string): boolean => !text.includes('\u0000') && !HALF.test(text);

/** Where in a message text stands that could not be stored as it is, such as `body.fact.note`; null where there is none. */
export function placeOfUnstorable(value: unknown, place = 'body'): string | null {
  if (typeof value === 'string') return isStorable(value) ? null : place;
  if (value === null || typeof value !== 'object') return null;
  for (const [key, item] of Object.entries(value)) {
    const found = isStorable(key) ? placeOfUnstorable(item, `${place}.${key}`) : place;
    if (found !== null) return found;
  }
  return null;
}
