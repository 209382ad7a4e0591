const DIGITS = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'] as const;
const PLACES = ['', '拾', '佰', '仟'] as const;
const GROUPS = ['', '万', '亿', '万亿'] as const;

/**
 * A yuan amount as it is written out on statements and payment forms, without the leading 人民币: `10005.00` → `壹万零伍元整`.
 * Takes the decimal string of the outcome, at most two places and below a thousand 万亿; a negative one (红字) begins with 负.
 * Null for a text that is no such amount: better no words than wrong ones on a form that is signed.
 */
export function amountInWords(amountYuan: string): string | null {
  const part = /^(-?)0*(\d{1,16})(?:\.(\d)(\d)?)?$/.exec(amountYuan);
  if (!part) return null;
  const [, sign = '', whole = '0', jiao = '0', fen = '0'] = part;
  const yuan = wholeInWords(whole);
  const rest = fractionInWords(jiao, fen, yuan !== '');
  const nothing = yuan === '' && rest === '';
  const words = nothing ? '零元整' : `${yuan && `${yuan}元`}${rest || '整'}`;
  return sign && !nothing ? `负${words}` : words;
}

/** Groups of four digits, each read for itself; 零 stands once where digits in between are missing. */
function wholeInWords(whole: string): string {
  const digits = whole.replace(/^0+/, '');
  let words = '';
  let gap = false;
  for (let group = Math.ceil(digits.length / 4) - 1; group >= 0; group -= 1) {
    const end = digits.length - group * 4;
    const four = digits.slice(Math.max(end - 4, 0), end);
    let said = '';
    for (const [index, digit] of [...four].entries()) {
      if (digit === '0') {
        gap = true;
        continue;
      }
      if (gap && (words !== '' || said !== '')) said += '零';
      gap = false;
      said += `${DIGITS[Number(digit)]}${PLACES[four.length - index - 1]}`;
    }
    if (said !== '') words += `${said}${GROUPS[group]}`;
  }
  return words;
}

/** 元 is followed by 零 where there are 分 and no 角; after 角 alone 整 closes the amount, after 分 nothing does. */
function fractionInWords(jiao: string, fen: string, afterYuan: boolean): string {
  const tenths = jiao === '0' ? (afterYuan && fen !== '0' ? '零' : '') : `${DIGITS[Number(jiao)]}角`;
  const hundredths = fen === '0' ? '' : `${DIGITS[Number(fen)]}分`;
  if (jiao === '0' && fen === '0') return '';
  return `${tenths}${hundredths || '整'}`;
}
