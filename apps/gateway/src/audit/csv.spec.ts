import { expect, it } from 'vitest';
import { csvLine } from './csv.js';

it('a text that a spreadsheet would compute stays a text', () => {
  for (const formula of ['=1+1', '+cmd', '-2', '@SUM(A1)', '\t=1', '  =1', '＝1＋1', '|calc', '%0A=1'])
    expect(csvLine([formula]), formula).toMatch(/^"?'/);
});

it('what is no formula is left as it is, numbers too', () => {
  expect(csvLine(['admin', 'a-b', '2026-07-01T09:00:00.000+08:00', -5, null, undefined])).toBe(
    'admin,a-b,2026-07-01T09:00:00.000+08:00,-5,,\r\n',
  );
});

it('commas, quotes and line breaks do not leave their cell', () => {
  expect(csvLine(['a,b', 'say "no"', 'x\ny'])).toBe('"a,b","say ""no""","x\ny"\r\n');
  expect(csvLine(['=HYPERLINK("http://x","y")'])).toBe('"\'=HYPERLINK(""http://x"",""y"")"\r\n');
});
