import { describe, expect, it } from 'vitest';
import { age, countdown, digits, lateness, span } from './time-left.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

describe('time left', () => {
  it('says 00:00 at the due moment itself, 00:01 just before it, and minus one second only a whole second after it', () => {
    expect(countdown(1, 'zh')).toBe('00:01');
    expect(countdown(0, 'zh')).toBe('00:00');
    expect(countdown(-999, 'zh')).toBe('00:00');
    expect(countdown(-SECOND, 'zh')).toBe('−00:01');
  });

  it('changes its form at one hour, one day and three days, and no form can be taken for another', () => {
    // 3 599 s = 59 min 59 s; 3 600 s = 1 h; 86 399 s = 23 h 59 min 59 s; 259 199 s = 71 h 59 min; 259 200 s = 3 d
    expect(digits(3_599, 'zh')).toBe('59:59');
    expect(digits(3_600, 'zh')).toBe('1:00:00');
    expect(digits(86_399, 'zh')).toBe('23:59:59');
    expect(digits(86_400, 'zh')).toBe('24 时 00 分');
    expect(digits(259_199, 'zh')).toBe('71 时 59 分');
    expect(digits(259_200, 'zh')).toBe('3 天 0 时');
    expect(digits(259_200, 'en')).toBe('3 d 0 h');
  });

  it('keeps the sign whatever the form', () => {
    expect(countdown(-(2 * HOUR + 16 * MINUTE + 8 * SECOND), 'zh')).toBe('−2:16:08');
    expect(countdown(-26 * HOUR, 'zh')).toBe('−26 时 00 分');
  });

  it('names a lateness of nothing: zero seconds late is late', () => {
    expect(lateness(0, 'zh')).toBe('0 秒');
    expect(lateness(59, 'zh')).toBe('59 秒');
    expect(lateness(60, 'zh')).toBe('1:00');
    expect(lateness(271, 'zh')).toBe('4:31');
    expect(lateness(8_168, 'en')).toBe('2:16:08');
  });

  it('tells a budget in hours and minutes', () => {
    // 43 h 48 min = 157 680 s, what 99.5 % of 365 days allows
    expect(span(157_680, 'zh')).toBe('43 时 48 分');
    expect(span(40 * 60, 'zh')).toBe('40 分');
    expect(span(3 * 3_600, 'zh')).toBe('3 时');
    expect(span(59, 'zh')).toBe('59 秒');
  });

  it('tells the age of data to a tenth below ten seconds', () => {
    expect(age(400, 'zh')).toBe('0.4 秒');
    expect(age(-5, 'zh')).toBe('0.0 秒');
    expect(age(9_949, 'zh')).toBe('9.9 秒');
    expect(age(12_300, 'zh')).toBe('12 秒');
    expect(age(130_000, 'zh')).toBe('2 分');
  });
});
