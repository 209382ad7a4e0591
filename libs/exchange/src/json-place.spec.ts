import { describe, expect, it } from 'vitest';
import { parseCase } from './case.js';
import { jsonFaultOffset } from './json-place.js';

describe('the place where a text stops being JSON', () => {
  it.each([
    ['a word that is no value', '{"a": yes}', 6],
    ['a comma too many', '{"a": 1,}', 8],
    ['a text that ends too early', '{"a": [1, 2', 11],
    ['an empty text', '', 0],
    ['something after the end', '{} x', 3],
    ['a single quote', "{'a': 1}", 1],
    ['a number that is none', '{"a": 01}', 7],
  ])('%s', (_name, text, offset) => {
    expect(jsonFaultOffset(text)).toBe(offset);
  });

  it('is the end of a text that is JSON', () => {
    const text = '{"a": [1, -2.5e3, true, null, "\\u00e9\\n"], "b": {}} ';
    expect(jsonFaultOffset(text)).toBe(text.length);
  });

  it('is said with file name, line and column, counted from one', () => {
    const parsed = parseCase('{\n  "contract": "huangpu",\n  "asOf": yesterday\n}', 'case.json');
    expect(parsed.ok ? [] : parsed.faults.map((fault) => fault.place)).toEqual(['case.json:3:11']);
  });
});
