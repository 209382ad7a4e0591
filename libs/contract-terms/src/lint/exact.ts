/** An exact number: shares and amounts are compared by cross-multiplication, never as floating point. */
export interface Exact {
  numerator: bigint;
  denominator: bigint; // above 0
}

/** `"4168000.00"`, `"-3"`. */
export function exact(text: string | number): Exact {
  const [whole = '0', part = ''] = String(text).split('.');
  return { numerator: BigInt(whole + part), denominator: 10n ** BigInt(part.length) };
}

/** `"1/1000"`, `"0.5/100"`. */
export function share(text: string): Exact {
  const [top = '0', bottom = '1'] = text.split('/');
  return over(exact(top), exact(bottom));
}

/** `"50%"`. */
export const percentage = (text: string): Exact => over(exact(text.replace('%', '')), exact(100));

export const plus = (a: Exact, b: Exact): Exact => ({
  numerator: a.numerator * b.denominator + b.numerator * a.denominator,
  denominator: a.denominator * b.denominator,
});
export const product = (a: Exact, b: Exact): Exact => ({
  numerator: a.numerator * b.numerator,
  denominator: a.denominator * b.denominator,
});
export const over = (a: Exact, b: Exact): Exact => product(a, { numerator: b.denominator, denominator: b.numerator });

/** Below 0, 0 or above 0, as `a` is less than, equal to or more than `b`. */
export function compare(a: Exact, b: Exact): number {
  const difference = a.numerator * b.denominator - b.numerator * a.denominator;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

export const ONE = exact(1);
export const total = (list: readonly Exact[]): Exact => list.reduce(plus, exact(0));

/** For people: at most two places, rounded half up; `30.3`, `50000`. */
export function shown(value: Exact): string {
  const hundredths = (value.numerator * 200n + value.denominator) / (value.denominator * 2n);
  const text = `${hundredths / 100n}.${(hundredths % 100n).toString().padStart(2, '0')}`;
  return text.replace(/\.?0+$/, '');
}

export const shownPercent = (value: Exact): string => `${shown(product(value, exact(100)))} %`;
