import { describe, expect, it } from 'vitest';
import { mergePatch } from './merge-patch.js';

describe('mergePatch (RFC 7396)', () => {
  it('merges objects, replaces lists, removes what is null', () =>
    expect(mergePatch({ a: { b: 1, c: 2 }, list: [1, 2], gone: 1 }, { a: { b: 3 }, list: [9], gone: null })).toEqual({
      a: { b: 3, c: 2 },
      list: [9],
    }));

  it('takes no prototype from a patch', () => {
    const merged = mergePatch({}, JSON.parse('{"__proto__":{"polluted":true},"a":1}')) as { polluted?: boolean };
    expect(merged).toEqual({ a: 1 });
    expect(merged.polluted).toBeUndefined();
  });
});
