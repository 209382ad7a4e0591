import { parseAllTerms, type Terms } from '@weibao/contract-terms';
import { idFromTheDoor, type Fact } from '@weibao/exchange';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { settle } from './settle.js';

const terms = parseAllTerms((file) =>
  readFileSync(new URL(import.meta.resolve(`@weibao/contract-terms/terms/${file}.json`)), 'utf8'),
).get('liyang-smart-health') as Terms;
const at = '2022-10-10T09:00:00+08:00';
const asOfMs = Date.parse('2022-12-01T09:00:00+08:00');
const outcome = (facts: Fact[]) => settle({ terms, facts, asOfMs });
const vendorOwes = (facts: Fact[]) => outcome(facts).deductions.filter(({ payer }) => payer === 'vendor');

/** As the file has them: two rulings of one moment, a loss and a force majeure, none with an id. */
const facts: Fact[] = [
  { type: 'breach.ruled', at, clause: 'LY-A5.5.2-1', times: 2 },
  { type: 'breach.ruled', at, clause: 'LY-A5.5.2-1', times: 1 },
  { type: 'loss.claimed', at, clause: 'LY-7.1-GEN', amount: '1000.00' },
  {
    type: 'force-majeure.agreed',
    at,
    system: '云平台',
    from: '2022-08-01T00:00:00+08:00',
    to: '2022-11-30T00:00:00+08:00',
    by: 'both',
  },
  { type: 'notice.served', at, notice: 'force-majeure', channel: 'fax' },
];
/** As the door hands them on; the digests put the rulings in the other order. */
const through = facts.map((fact, index): Fact => ({ ...fact, id: idFromTheDoor(`${9 - index}`.padEnd(24, '0'), 1) }));

describe('a fact without an id', () => {
  it('gives the same outcome through the import door as from its file', () => {
    expect(vendorOwes(facts).map(({ subject, computed }) => [subject, computed])).toEqual([
      [at, '1000.00'],
      [at, '200.00'],
      [`${at} (2)`, '400.00'],
    ]);
    expect(JSON.stringify(outcome(through))).toBe(JSON.stringify(outcome(facts)));
  });

  it('is found by a decision that names the id of the door, as decisions did before', () => {
    const waived: Fact = {
      type: 'deduction.decided',
      at: '2022-11-01T09:00:00+08:00',
      clause: 'LY-A5.5.2-1',
      subject: (through[0] as Fact).id as string,
      outcome: 'waived',
      note: '已备案',
    };
    expect(
      outcome([...through, waived])
        .deductions.filter(({ clause }) => clause === 'LY-A5.5.2-1')
        .map(({ computed, payable }) => [computed, payable]),
    ).toEqual([
      ['200.00', '200.00'],
      ['400.00', '0.00'],
    ]);
  });

  it('is called by an id that only looks like one of the door', () => {
    const [line] = vendorOwes([{ type: 'breach.ruled', id: 'import-2022', at, clause: 'LY-A5.5.2-2' }]);
    expect(line?.subject).toBe('import-2022');
  });
});
