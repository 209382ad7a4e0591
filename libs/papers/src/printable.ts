/** The printed font lacks these signs: on paper they stand as words. Any other that it lacks is refused by whoever prints. */
const inWords: Readonly<Record<string, string>> = {
  '≥': '不低于 ',
  '≤': '不超过 ',
  '✓': '是',
  '✕': '否',
  '→': '至',
  '‰': '/1000',
  '℃': '度',
  '№': '编号',
};

export const printable = (text: string): string => text.replace(/[≥≤✓✕→‰℃№]/g, (sign) => inWords[sign] ?? sign);

/** `833600.00` as `833,600.00`; the text is set apart in thousands, never turned into a number. Null is what nobody can tell. */
export function printedAmount(amount: string | null): string {
  if (amount === null) return '无法判定';
  const [whole = '', fraction] = amount.split('.');
  return `${whole.replace(/\B(?=(\d{3})+$)/g, ',')}${fraction === undefined ? '' : `.${fraction}`}`;
}
