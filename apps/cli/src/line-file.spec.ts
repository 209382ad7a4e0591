import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadCase } from './case-file.js';
import { lineProgress, linesOf } from './line-file.js';

const folder = mkdtempSync(join(tmpdir(), 'weibao-lines-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

describe('linesOf', () => {
  it('gives every line with its number, the last one without a line end too', () =>
    expect([...linesOf(file('a.jsonl', 'one\n\ntwo'))]).toEqual([
      { line: 'one', number: 1 },
      { line: '', number: 2 },
      { line: 'two', number: 3 },
    ]));

  it('leaves out the byte order mark with which editors on Windows begin a file, and only there', () => {
    expect([...linesOf(file('mark.jsonl', '\uFEFFone\n\uFEFFtwo'))].map(({ line }) => line)).toEqual([
      'one',
      '\uFEFFtwo',
    ]);
    expect([...linesOf(file('mark-one.jsonl', '\uFEFFone'))].map(({ line }) => line)).toEqual(['one']);
    const text = '\uFEFF{"contract":"tacheng-ops","asOf":"2025-09-01T09:00:00+08:00","facts":[]}';
    expect(loadCase(file('mark.json', text)).ok).toBe(true);
  });

  it('cuts no character where a chunk ends', () => {
    // 维 has three bytes: 400,000 of them are 1,200,000 bytes, so that the first chunk of 1,048,576 ends inside one (1,048,576 = 3 × 349,525 + 1).
    const text = '维'.repeat(400_000);
    expect([...linesOf(file('b.jsonl', `${text}\nend`))].map(({ line }) => line)).toEqual([text, 'end']);
  });
});

describe('a case as JSON Lines', () => {
  const head = '{"contract":"tacheng-ops","asOf":"2025-09-01T09:00:00+08:00"}';

  it('is the head, then a fact a line', () => {
    const loaded = loadCase(
      file(
        'c.jsonl',
        `${head}\n{"type":"notice.served","at":"2025-08-20T09:00:00+08:00","notice":"renewal-enquiry"}\n`,
      ),
    );
    expect(loaded.ok && loaded.value.case.facts).toHaveLength(1);
  });

  it('names the file and the line of each fault', () => {
    const loaded = loadCase(file('d.jsonl', `${head}\n{"type":"payment.made","at":"yesterday","payment":"P1"}\n`));
    expect(loaded).toEqual({
      ok: false,
      faults: [{ place: 'd.jsonl:2.at', message: 'expected an ISO 8601 instant with an offset, got "yesterday"' }],
    });
  });
});

describe('lineProgress', () => {
  const told = (isTTY: boolean, upTo: number): string[] => {
    const texts: string[] = [];
    const progress = lineProgress({ isTTY, write: (text) => texts.push(text) });
    for (let count = 1; count <= upTo; count += 1) progress.at(count);
    progress.end();
    return texts;
  };

  it('says nothing below 50,000 facts, and nothing where nobody looks', () => {
    expect(told(true, 49_999)).toEqual([]);
    expect(told(false, 60_000)).toEqual([]);
  });

  it('tells every 10,000 from 50,000 on', () => expect(told(true, 60_000)).toHaveLength(3)); // 50,000, 60,000 and the line end
});
