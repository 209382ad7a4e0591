import { Decimal } from 'decimal.js';

/** Exact decimals: amounts in yuan, shares as numerator and denominator. Rounded once, half up, to the fen. */
const Exact = Decimal.clone({ precision: 60, rounding: Decimal.ROUND_HALF_UP });
export type Money = Decimal;

export const yuan = (text: string | number): Money => new Exact(text);
export const ZERO: Money = new Exact(0);

export interface Fraction {
  numerator: Money;
  denominator: Money;
}

/** `1/1000`, `0.5/100`. */
export function fraction(text: string): Fraction {
  const [numerator = '0', denominator = '1'] = text.split('/');
  return { numerator: new Exact(numerator), denominator: new Exact(denominator) };
}

/** `"50%"` as a fraction. */
export const percentage = (text: string): Fraction => ({
  numerator: new Exact(text.replace('%', '')),
  denominator: new Exact(100),
});

export const times = (amount: Money, share: Fraction): Money => amount.times(share.numerator).div(share.denominator);

/** Two places, half up: the only place where money is rounded. */
export const formatYuan = (amount: Money): string => amount.toDecimalPlaces(2, Decimal.ROUND_HALF_UP).toFixed(2);
export const toFen = (amount: Money): Money => amount.toDecimalPlaces(2, Decimal.ROUND_HALF_UP);

/** In how many whole milliseconds an amount that grows by so much each is another one, rounded to the fen; never where it does not grow. An amount per hour has no last digit: a moment that falls on a whole millisecond is not pushed past it. */
export const untilNextFen = (amount: Money, perMs: Money): number =>
  perMs.gt(0) ? toFen(amount).plus('0.005').minus(amount).div(perMs).toDecimalPlaces(20).ceil().toNumber() : Infinity;

/** A rate for people: at most four places, without trailing zeros. Comparisons never use it. */
export const formatRate = (value: Money): string => value.toDecimalPlaces(4, Decimal.ROUND_HALF_UP).toString();

export const sum = (amounts: Iterable<Money>): Money =>
  [...amounts].reduce((total, amount) => total.plus(amount), ZERO);
export const least = (a: Money, b: Money): Money => (a.lt(b) ? a : b);
export const most = (a: Money, b: Money): Money => (a.gt(b) ? a : b);
