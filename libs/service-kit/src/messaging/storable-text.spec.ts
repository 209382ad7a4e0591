import { describe, expect, it } from 'vitest';
import { placeOfUnstorable } from './storable-text.js';

describe('text that the database would not keep as it is', () => {
  it('is U+0000 and half a surrogate pair, in values and in names', () => {
    expect(placeOfUnstorable({ fact: { note: 'a\u0000b' } })).toBe('body.fact.note');
    expect(placeOfUnstorable({ list: ['right', 'wrong \ud800'] })).toBe('body.list.1');
    expect(placeOfUnstorable('\udc00 before anything', 'query.after')).toBe('query.after');
    expect(placeOfUnstorable({ changes: { 'na\u0000me': 1 } })).toBe('body.changes');
  });

  it('is nothing else: rare characters, pictures and markup stay', () => {
    expect(placeOfUnstorable({ a: ['𠮷野家 🏥', '<b>', "'; --", '\u202e', '\ufffd'], b: null, c: 1 })).toBeNull();
  });
});
