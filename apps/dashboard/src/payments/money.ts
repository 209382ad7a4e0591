/** `833600.00` → `¥ 833,600.00`. The text of the server is set apart in thousands, never turned into a number. */
export function yuan(amount: string): string {
  const part = /^(-?)(\d+)(\.\d+)?$/.exec(amount);
  if (!part) return amount;
  const [, sign = '', whole = '', fraction = ''] = part;
  return `${sign && '−'}¥ ${whole.replace(/\B(?=(\d{3})+$)/g, ',')}${fraction}`;
}
/** On the wall, where room is short and a cut amount would be another one: fen stand only where there are any. */
export const yuanOnWall = (amount: string): string => yuan(amount).replace(/\.00$/, '');
/** An amount that nobody knows is not zero. */
export const isZero = (amount: string | null): boolean => amount !== null && /^-?0+(\.0+)?$/.test(amount);

/** An amount as a person types it, `4,168` or `4168.5`, in the form of the exchange; null when it is none. Not negative: a credit note is an import. */
export function typedAmount(text: string): string | null {
  const typed = text.trim().replaceAll(/[,，]/g, '');
  return /^\d{1,13}(\.\d{1,2})?$/.test(typed) ? typed : null;
}
