import { describe, expect, it } from 'vitest';
import { departmentNames, LONGEST_ROUND_DAYS, roundMayClose, stateOf } from './survey.rules.js';

const now = Date.parse('2026-07-01T09:00:00+08:00');
const open = { answeredAtMs: null, revokedAtMs: null };

describe('a survey link', () => {
  it('waits until its round closes, and has expired at that moment', () => {
    expect(stateOf(open, now + 1, now)).toBe('waiting');
    expect(stateOf(open, now, now)).toBe('expired');
  });
  it('stays answered whatever comes after', () => {
    expect(stateOf({ answeredAtMs: now - 2, revokedAtMs: now - 1 }, now, now)).toBe('answered');
    expect(stateOf({ ...open, revokedAtMs: now - 1 }, now + 1, now)).toBe('revoked');
  });
});

it('a round closes after now, and ninety-two days from now at the latest', () => {
  const longest = now + LONGEST_ROUND_DAYS * 86_400_000;
  expect([now, now + 1, longest, longest + 1].map((closes) => roundMayClose(closes, now))).toEqual([
    false,
    true,
    true,
    false,
  ]);
});

it('departments as they are pasted are each named once', () => {
  expect(departmentNames([' 急诊科', '内科 ', '', '急诊科'])).toEqual(['急诊科', '内科']);
});
