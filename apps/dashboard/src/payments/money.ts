/** `833600.00` → `¥ 833,600.00`. The text of the server is set apart in thousands, never turned into a number. */
export function yuan(amount: string): string {
  const part = /^(-?)(\d+)(\.\d+)?$/.exec(amount);
  if (!part) return amount;
  const [, sign = '', whole = '', fraction = ''] = part;
  return `${sign && '−'}¥ ${whole.replace(/\B(?=(\d{3})+$)/g, ',')}${fraction}`;
}
export const isZero = (amount: string): boolean => /^-?0+(\.0+)?$/.test(amount);
