import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { verify } from './verify.js';

const folder = mkdtempSync(join(tmpdir(), 'verify-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let out = '';
let err = '';
beforeEach(() => {
  [out, err] = ['', ''];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => Boolean((out += String(text))));
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => Boolean((err += String(text))));
  return () => vi.restoreAllMocks();
});

const file = (name: string, lines: readonly unknown[]): string => {
  const path = join(folder, name);
  writeFileSync(path, lines.map((one) => `${typeof one === 'string' ? one : JSON.stringify(one)}\n`).join(''));
  return path;
};

/** A registration, and an incident whose summary holds a line separator (U+2028), which ends no line of JSON. */
const salt = 'aa'.repeat(16);
const summary = '打不开\u2028第二行';
const textHash = createHash('sha256').update(Buffer.from(salt, 'hex')).update(summary).digest('hex');
const bodies = {
  billing:
    '{"at":"2025-01-01T00:00:00+08:00","id":"b-1","parameters":{"signedOn":"2025-01-01"},"pattern":"bayannur-emr","type":"contract.registered"}',
  incident: `{"at":"2025-06-01T09:00:00+08:00","id":"i-1","incident":"I-1","level":"1","summary":"sha256:${textHash}","system":"一体化电子病历系统","type":"incident.reported"}`,
};
const hashOf = (body: string) => createHash('sha256').update(body).digest('hex');
const head = {
  format: 'weibao-export/1',
  contract: 'trial-home',
  exportedAt: '2025-07-01T09:00:00+08:00',
  heads: {
    incident: { position: 1, hash: hashOf(bodies.incident) },
    billing: { position: 1, hash: hashOf(bodies.billing) },
  },
  versions: null,
};
const incident = {
  service: 'incident',
  position: 1,
  hash: hashOf(bodies.incident),
  body: bodies.incident,
  texts: { summary },
  salts: { summary: salt },
};
const billing = { service: 'billing', position: 1, hash: hashOf(bodies.billing), body: bodies.billing, texts: {} };

describe('verify', () => {
  it('exits 0 for a whole export and prints where each chain stands', async () => {
    expect(await verify([file('whole.jsonl', [head, incident, billing])])).toBe(0);
    expect(out).toContain(`incident 1 ${head.heads.incident.hash}\nbilling 1 ${head.heads.billing.hash}\n`);
    expect(out).toContain('记录完整');
    expect(err).toBe('');
  });

  it('exits 1 for a bent one and names service, position, fact and what is wrong, in either language', async () => {
    const bent = file('bent.jsonl', [head, { ...incident, body: incident.body.replace('"1"', '"2"') }, billing]);
    expect(await verify([bent])).toBe(1);
    expect(out).toMatch(/^incident 1 i-1 bent：/);
    out = '';
    expect(await verify([bent, '--lang', 'en'])).toBe(1);
    expect(out).toMatch(/^incident 1 i-1 bent: does not follow/);
  });

  it('compares with the heads kept earlier: an export, or its first line laid out by hand', async () => {
    const whole = file('now.jsonl', [head, incident, billing]);
    expect(await verify([whole, '--heads', whole])).toBe(0);
    const later = { ...head, heads: { ...head.heads, billing: { position: 2, hash: 'b'.repeat(64) } } };
    const kept = file('kept.json', [JSON.stringify(later, null, 2)]);
    out = '';
    expect(await verify([whole, '--heads', kept])).toBe(1);
    expect(out).toMatch(/^billing 2 - cut：.*您留存的链头/);
  });

  it('compares with a file of anchors: of several contracts those of the one that was exported', async () => {
    const whole = file('now.jsonl', [head, incident, billing]);
    const anchors = (heads: object) =>
      file('anchors.json', [
        JSON.stringify(
          {
            format: 'weibao-anchors/1',
            at: head.exportedAt,
            anchors: [
              { contract: 'huangpu', heads: { billing: { position: 9, hash: 'c'.repeat(64) } } },
              { contract: 'trial-home', heads },
            ],
          },
          null,
          2,
        ),
      ]);
    expect(await verify([whole, '--heads', anchors(head.heads)])).toBe(0);
    out = '';
    // Of two heads that differ the chain's own place is told: a tail that is gone, a chain that was dropped, one that was made anew.
    const gone = { ...head.heads, incident: { position: 2, hash: 'd'.repeat(64) } };
    expect(await verify([whole, '--heads', anchors(gone)])).toBe(1);
    expect(out).toMatch(/^incident 2 - cut：.*您留存的链头/);
    out = '';
    expect(await verify([whole, '--heads', anchors({ inspection: { position: 1, hash: 'd'.repeat(64) } })])).toBe(1);
    expect(out).toMatch(/^inspection 1 - cut：/);
    out = '';
    expect(await verify([whole, '--heads', anchors({ incident: { position: 1, hash: 'd'.repeat(64) } })])).toBe(1);
    expect(out).toMatch(/^incident 1 i-1 rewritten：.*您留存的链头/);
  });

  it('checks an exported audit in the same way: whole, changed, cut, and made anew against a head that was kept', async () => {
    const bodies = ['{"action":"session.opened"}', '{"action":"role.granted"}'];
    const first = hashOf(bodies[0] as string);
    const second = createHash('sha256')
      .update(Buffer.from(first, 'hex'))
      .update(bodies[1] as string)
      .digest('hex');
    const auditHead = { format: 'weibao-audit/1', exportedAt: head.exportedAt, head: { position: 2, hash: second } };
    const entries = [
      { position: 1, hash: first, body: bodies[0] },
      { position: 2, hash: second, body: bodies[1] },
    ];
    const whole = file('audit.jsonl', [auditHead, ...entries]);
    expect(await verify([whole, '--heads', whole])).toBe(0);
    expect(out).toMatch(new RegExp(`^audit 2 ${second}\n审计记录完整`));
    const said = async (lines: unknown[], ...args: string[]) => {
      out = '';
      expect(await verify([file('bent-audit.jsonl', lines), '--lang', 'en', ...args])).toBe(1);
      return out.split('\n')[0];
    };
    expect(await said([auditHead, entries[0], { ...entries[1], body: '{"action":"role.taken"}' }])).toMatch(
      /^audit 2 - bent: /,
    );
    expect(await said([auditHead, entries[0]])).toMatch(/^audit 2 - cut: .*the first line of the file/);
    const other = hashOf('{}');
    const anew = [
      { ...auditHead, head: { position: 1, hash: other } },
      { position: 1, hash: other, body: '{}' },
    ];
    expect(await verify([file('anew.jsonl', anew)])).toBe(0);
    expect(await said(anew, '--heads', whole)).toMatch(/^audit 2 - cut: .*the heads you kept/);
    expect(
      await said(
        [
          { ...auditHead, head: { position: 1, hash: other } },
          { position: 1, hash: other, body: '{}' },
        ],
        '--heads',
        file('kept-audit.json', [{ ...auditHead, head: { position: 1, hash: first } }]),
      ),
    ).toMatch(/^audit 1 - rewritten: .*the heads you kept/);
  });

  it('prints the case of a whole export, its texts put back, and no case of a bent one', async () => {
    expect(await verify([file('case.jsonl', [head, incident, billing]), '--case'])).toBe(0);
    const printed = JSON.parse(out);
    expect(printed).toMatchObject({ contract: 'bayannur-emr', parameters: {}, asOf: head.exportedAt });
    expect(printed.facts.map((fact: { id: string }) => fact.id)).toEqual(['i-1', 'b-1']);
    expect(printed.facts[0].summary).toBe(summary);
    out = '';
    expect(await verify([file('cut.jsonl', [head, incident]), '--case'])).toBe(1);
    expect(out).toBe('');
    expect(err).toMatch(/^billing 1 - cut/);
  });
});

describe('verify exits 2 and says what is wrong', () => {
  it.each([
    ['a file that is not there', () => [join(folder, 'nothing.jsonl')], /nothing\.jsonl: cannot be read/],
    ['an empty file', () => [file('empty.jsonl', [])], /empty\.jsonl: is empty/],
    ['what is not JSON', () => [file('text.jsonl', ['hello'])], /^text\.jsonl:1/],
    [
      'another format',
      () => [file('old.jsonl', [{ ...head, format: 'other/9' }])],
      /format: expected "weibao-export\/1"/,
    ],
    ['a line that is no fact', () => [file('line.jsonl', [head, { service: 'incident' }])], /^line\.jsonl:2: position/],
    ['a line cut in the middle', () => [file('half.jsonl', [head, '{"service":"inc'])], /^half\.jsonl:2/],
    ['no file named', () => [], /usage/],
    ['a language that there is not', () => ['x', '--lang', 'fr'], /--lang/],
    [
      'heads of another contract',
      () => [
        file('a.jsonl', [head, incident, billing]),
        '--heads',
        file('b.jsonl', [{ ...head, contract: 'huangpu' }]),
      ],
      /--heads: are those of huangpu/,
    ],
    [
      'anchors without the contract',
      () => [
        file('a.jsonl', [head, incident, billing]),
        '--heads',
        file('c.json', [{ format: 'weibao-anchors/1', at: head.exportedAt, anchors: [] }]),
      ],
      /--heads: c\.json holds anchors of no contract, and the export is of trial-home/,
    ],
  ])('%s', async (_name, args, said) => {
    expect(await verify(args())).toBe(2);
    expect(err).toMatch(said);
    expect(out).toBe('');
  });
});
