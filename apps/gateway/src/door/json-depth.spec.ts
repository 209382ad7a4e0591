import { describe, expect, it } from 'vitest';
import { isDeeperThan } from './json-depth.js';

describe('the depth of a body', () => {
  it('is allowed up to the limit and refused one level beyond it, for lists and objects', () => {
    expect(isDeeperThan(3, '[[[1]]]')).toBe(false);
    expect(isDeeperThan(3, '[[[[1]]]]')).toBe(true);
    expect(isDeeperThan(3, '{"a":{"b":[1]}}')).toBe(false);
    expect(isDeeperThan(3, '{"a":{"b":[{}]}}')).toBe(true);
  });

  it('counts what stands in each other, not what stands side by side', () => {
    expect(isDeeperThan(2, '[[],[],[{}],{},{}]')).toBe(true); // [ [ { } ] ]: three
    expect(isDeeperThan(2, '[[],[],[],{},{}]')).toBe(false);
  });

  it('does not count brackets in texts, nor take an escaped quote for the end of one', () => {
    expect(isDeeperThan(1, '{"a":"[[[{{{"}')).toBe(false);
    expect(isDeeperThan(1, '{"a":"\\"[[[","b":"\\\\"}')).toBe(false);
    expect(isDeeperThan(1, '{"a":"\\\\","b":[]}')).toBe(true); // the text ends after its backslash
  });
});
