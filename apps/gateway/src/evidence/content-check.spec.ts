import { describe, expect, it } from 'vitest';
import { pdf, png, zip, type Part } from './files.fixture.js';
import { contentRefusal } from './content-check.js';
import { typeByName } from './file-name.js';

const GB = 1024 ** 3;
const bytesOf = (content: string | Buffer) => Buffer.from(content);

/** The refusal of a file of this name and content; null: taken. */
async function codeOf(name: string, content: string | Buffer): Promise<string | null> {
  const named = typeByName(encodeURIComponent(name));
  if ('refusal' in named) return named.refusal.code;
  const bytes = bytesOf(content);
  const refusal = await contentRefusal(
    {
      bytes: bytes.length,
      read: async (from, length) => bytes.subarray(from, from + length),
      content: async function* () {
        // In pieces that cut characters in two.
        for (let at = 0; at < bytes.length; at += 7) yield bytes.subarray(at, at + 7);
      },
    },
    named.type,
  );
  return refusal?.code ?? null;
}
const document = (...more: Part[]) => zip([{ name: '[Content_Types].xml' }, { name: 'word/document.xml' }, ...more]);

describe('what is taken', () => {
  it.each<[string, string | Buffer]>([
    ['巡检报告.pdf', pdf()],
    ['扫描件.PNG', png()],
    ['照片.jpeg', Buffer.from([0xff, 0xd8, 0xff, 0xe0])],
    ['确认单.docx', document()],
    ['明细.xlsx', zip([{ name: 'xl/workbook.xml' }])],
    ['发票.ofd', zip([{ name: 'OFD.xml' }])],
    ['说明.txt', '已于 18:00 恢复'],
    ['gbk.csv', Buffer.from([0xbb, 0xd6, 0xb8, 0xb4, 0x2c, 0x31])], // 恢复,1 as a spreadsheet exports it
    ['邮件.eml', 'From: a@example.org\r\nSubject: x\r\n\r\n<html>'],
  ])('%s', async (name, content) => expect(await codeOf(name, content)).toBeNull());
});

describe('a name is refused', () => {
  it.each(['../../etc/passwd.pdf', '..\\x.pdf', '/etc/x.pdf', 'C:x.pdf', '.pdf', 'a\nb.pdf', 'x\u202efdp.pdf'])(
    'with a path or a trick in it: %j',
    async (name) => expect(await codeOf(name, pdf())).toBe('EVIDENCE.NAME_PATH'),
  );
  it.each(['a.html', 'a.svg', 'a.js', 'a.exe', 'a.sh', 'a.docm', 'report.pdf.exe'])('as active: %s', async (name) =>
    expect(await codeOf(name, pdf())).toBe('EVIDENCE.TYPE_ACTIVE'),
  );
  it.each(['a.zip', 'a.rar', 'a.doc', 'noending', 'pdf'])('as no type of evidence: %s', async (name) =>
    expect(await codeOf(name, pdf())).toBe('EVIDENCE.TYPE_UNKNOWN'),
  );
  it('that is missing, empty, too long or no UTF-8', () => {
    for (const header of [undefined, '', '%20', 'x'.repeat(181), '%ff.pdf'])
      expect(typeByName(header)).toMatchObject({ refusal: { code: 'EVIDENCE.NAME_MISSING' } });
  });
});

describe('content is refused', () => {
  it.each<[string, string | Buffer]>([
    ['a.pdf', png()],
    ['a.pdf', '<html><script>'],
    ['a.pdf', ` ${pdf().toString()}`],
    ['a.png', pdf()],
    ['a.jpg', 'MZ'],
    ['a.docx', pdf()],
    ['a.docx', zip([{ name: 'xl/workbook.xml' }])],
    ['a.txt', '<!DOCTYPE html><p>'],
    ['a.txt', '\ufeff <svg onload=alert(1)>'],
    ['a.txt', '#!/bin/sh\nrm'],
    ['a.csv', 'a\u0000b'],
    ['a.txt', Buffer.from([0xff, 0xff, 0x41])],
    ['a.eml', 'hello'],
  ])('as not what the name says: %s', async (name, content) =>
    expect(await codeOf(name, content)).toBe('EVIDENCE.CONTENT_MISMATCH'),
  );
  it('as empty', async () => expect(await codeOf('a.pdf', '')).toBe('EVIDENCE.EMPTY'));
  it('as active, with macros or programs inside', async () => {
    expect(await codeOf('a.docx', document({ name: 'word/vbaProject.bin' }))).toBe('EVIDENCE.TYPE_ACTIVE');
    expect(await codeOf('a.docx', document({ name: 'x/run.EXE' }))).toBe('EVIDENCE.TYPE_ACTIVE');
  });
  it('as unreadable: cut, encrypted, with a path inside, with more than its directory counts', async () => {
    expect(await codeOf('a.docx', document().subarray(0, -1))).toBe('EVIDENCE.UNREADABLE');
    expect(await codeOf('a.docx', document({ name: 'x', encrypted: true }))).toBe('EVIDENCE.UNREADABLE');
    expect(await codeOf('a.docx', document({ name: '../x' }))).toBe('EVIDENCE.UNREADABLE');
    const miscounted = document();
    miscounted.writeUInt16LE(3, miscounted.length - 12);
    expect(await codeOf('a.docx', miscounted)).toBe('EVIDENCE.UNREADABLE');
  });
  it('as a bomb: 3 GB, a hundred times itself above 50 MB, parts that lie over each other', async () => {
    const ofTwoGB = { name: 'word/media/a', says: 1.5 * GB };
    expect(await codeOf('a.docx', document(ofTwoGB, ofTwoGB))).toBe('EVIDENCE.EXPANDS');
    expect(await codeOf('a.docx', document({ name: 'a', says: 50 * 1024 * 1024 + 1 }))).toBe('EVIDENCE.EXPANDS');
    expect(await codeOf('a.docx', document({ name: 'a', says: 50 * 1024 * 1024 - 2 }))).toBeNull(); // the two other parts say 1 byte each
    expect(await codeOf('a.docx', document({ name: 'a', saysPacked: 10_000 }))).toBe('EVIDENCE.EXPANDS');
  });
});
