import { neutralText } from '@weibao/papers';
import readExcelFile from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import { paperFonts } from './paper-fonts.js';
import { printPdf } from './pdf-printer.js';
import { writeSpreadsheet } from './spreadsheet.js';
import { trueTypeOf } from './woff.js';

describe('the printed font', () => {
  it('has the characters of contracts and amounts, and tells which it lacks', () => {
    const { lacks } = paperFonts();
    expect(lacks('人民币壹贰叁肆伍陆柒捌玖拾佰仟万亿元角分零整¥ 833,600.00（八、2(1)）：“甲方”；×·—％')).toEqual([]);
    expect(lacks('响应 ≤ 15 分 🙂')).toEqual(['≤', '🙂']);
  });

  it('is unpacked from WOFF only', () => {
    expect(() => trueTypeOf(Buffer.from('OTTO0000'))).toThrow('WOFF');
  });
});

describe('a printed document', () => {
  const definition = (text: string) => ({ defaultStyle: { font: 'Paper' }, content: [{ text }, { text, bold: true }] });

  it('is a PDF with its font in it', async () => {
    const printed = await printPdf(definition('结算单 ¥ 833,600.00'));
    if (!printed.ok) throw new Error(printed.lacks.join(''));
    expect(printed.bytes.subarray(0, 5).toString('latin1')).toBe('%PDF-');
    expect(printed.bytes.toString('latin1')).toContain('/FontFile2');
  });

  it('with a character that the font lacks is not made, and the character named', async () => {
    expect(await printPdf(definition('理由：🙂'))).toEqual({ ok: false, lacks: ['🙂'] });
  });
});

describe('a spreadsheet', () => {
  it('holds texts as texts and amounts as numbers, and reads back', async () => {
    const bytes = await writeSpreadsheet([
      { name: '扣款', rows: [[{ text: '事项', bold: true }], [{ text: neutralText('=1+1') }, { amount: 4168.5 }]] },
    ]);
    const [sheet] = await readExcelFile(bytes);
    expect(sheet?.data).toEqual([
      ['事项', null],
      ["'=1+1", 4168.5],
    ]);
  });
});
