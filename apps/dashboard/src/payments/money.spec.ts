import { describe, expect, it } from 'vitest';
import { isZero, typedAmount, yuan, yuanOnWall } from './money.js';

describe('an amount on the page', () => {
  it.each([
    ['833600.00', '¥ 833,600.00'],
    ['999.99', '¥ 999.99'],
    ['1000.00', '¥ 1,000.00'],
    ['0.05', '¥ 0.05'],
    ['-600.00', '−¥ 600.00'],
  ])('shows %s as %s', (amount, shown) => expect(yuan(amount)).toBe(shown));

  it('stands on the wall without fen where there are none', () => {
    expect([yuanOnWall('833600.00'), yuanOnWall('833600.50')]).toEqual(['¥ 833,600', '¥ 833,600.50']);
  });

  it('knows nothing from a fen', () => {
    expect(isZero('0.00')).toBe(true);
    expect(isZero('-0.00')).toBe(true);
    expect(isZero('0.01')).toBe(false);
  });
});

describe('an amount as a person types it', () => {
  it.each([
    ['4168', '4168'],
    [' 4,168.50 ', '4168.50'],
    ['4，168', '4168'],
    ['0.05', '0.05'],
  ])('takes "%s" as %s', (typed, amount) => expect(typedAmount(typed)).toBe(amount));

  it.each(['', '-1', '1.005', '1e3', '4168元', '.5'])('refuses "%s"', (typed) => expect(typedAmount(typed)).toBeNull());
});
