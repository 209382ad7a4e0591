import { describe, expect, it } from 'vitest';
import { amountInWords } from './amount-in-words.js';

describe('an amount in words', () => {
  it.each([
    ['0.00', '零元整'],
    ['0', '零元整'],
    ['0.05', '伍分'],
    ['0.50', '伍角整'],
    ['0.55', '伍角伍分'],
    ['1.00', '壹元整'],
    ['10.00', '壹拾元整'],
    ['10', '壹拾元整'],
    ['10.10', '壹拾元壹角整'],
    ['10.01', '壹拾元零壹分'],
    ['100.5', '壹佰元伍角整'],
    ['1001.00', '壹仟零壹元整'],
    ['1010.00', '壹仟零壹拾元整'],
    ['10005.00', '壹万零伍元整'],
    ['100050.00', '壹拾万零伍拾元整'],
    ['833600.00', '捌拾叁万叁仟陆佰元整'],
    ['4168000.00', '肆佰壹拾陆万捌仟元整'],
    ['10000000.00', '壹仟万元整'],
    ['100000000.05', '壹亿元零伍分'],
    ['100010000.00', '壹亿零壹万元整'],
    ['1000000000000.00', '壹万亿元整'],
  ])('writes %s as %s', (amount, words) => {
    expect(amountInWords(amount)).toBe(words);
  });

  it('begins with 负 for a credit note, and nothing is never negative', () => {
    expect(amountInWords('-600.00')).toBe('负陆佰元整');
    expect(amountInWords('-0.00')).toBe('零元整');
  });

  it.each(['', 'abc', '1,000.00', '0.005', '1e3', '12345678901234567.00'])('says nothing about "%s"', (text) => {
    expect(amountInWords(text)).toBeNull();
  });
});
