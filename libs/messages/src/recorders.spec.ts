import { factTypes } from '@weibao/exchange';
import { describe, expect, it } from 'vitest';
import { operations } from './operations.js';
import {
  allRecorders,
  isRecordable,
  mayRecord,
  ownCommandOf,
  recordableTypes,
  recorders,
  recordersOf,
  sideOf,
  type RecordableType,
  type Recorder,
} from './recorders.js';

const parties = [
  { organisation: 'hospital-1', part: 'customer' },
  { organisation: 'centre-1', part: 'user' },
  { organisation: 'vendor-1', part: 'vendor' },
];

describe('the table of recorders', () => {
  it('names every kind of fact once: in the table, or with a command of its own that exists', () => {
    for (const type of factTypes) {
      const own = ownCommandOf(type);
      expect([type, isRecordable(type)]).toEqual([type, own === null]);
      if (own === null) continue;
      const names = own.startsWith('fact.')
        ? ['incident', 'inspection', 'billing'].map((owner) => `${owner}.${own}`)
        : [own];
      for (const name of names) expect(Object.keys(operations)).toContain(name);
    }
  });

  it('the head of the IT department records everything of the hospital’s', () => {
    for (const type of recordableTypes) expect([type, mayRecord(type, 'it-head', 'hospital')]).toEqual([type, true]);
  });

  it.each<[string, RecordableType[]]>([
    ['finance', ['invoice.received', 'payment.application-filed', 'payment.made']],
    ['duty-desk', ['demand.accepted', 'demand.business-affected', 'outage.started']],
    ['inspector', ['duty.signed', 'scorecard.noted', 'survey.returned', 'approval.given']],
  ])('what %s records, the vendor does not', (role, types) => {
    for (const type of types) {
      expect(mayRecord(type, role as 'finance', 'hospital')).toBe(true);
      expect(mayRecord(type, 'vendor', 'vendor')).toBe(false);
    }
  });

  it('nobody rules on the vendor’s side: acceptance, breaches, signatures and scores are the hospital’s', () => {
    const hospitals = recordableTypes.filter((type) => !(recorders[type] as Recorder).vendor);
    expect(hospitals).toEqual(
      expect.arrayContaining([
        'acceptance.held',
        'acceptance.reheld',
        'breach.ruled',
        'assessment.held',
        'duty.signed',
        'document.confirmed',
        'defect.closed',
      ]),
    );
  });

  it('a role counts only on its own side: finance of the vendor’s house pays nothing', () => {
    expect(mayRecord('payment.made', 'finance', 'vendor')).toBe(false);
    expect(mayRecord('acceptance.applied', 'vendor', 'hospital')).toBe(false);
    expect(mayRecord('payment.made', 'finance', null)).toBe(false);
  });

  it('the platform’s administrator records what the contract is, never what happened under it', () => {
    const own = recordableTypes.filter((type) => mayRecord(type, 'system-administrator', null));
    expect(own.sort()).toEqual(['calendar.published', 'contract.amended', 'reading.chosen', 'record.started']);
  });

  it('decisions carry the server’s time, what happened may carry its own', () => {
    const now = recordableTypes.filter((type) => !recorders[type].backDated);
    expect(now.sort()).toEqual([
      'calendar.published',
      'contract.amended',
      'deduction.decided',
      'reading.chosen',
      'record.started',
      'right.let-go',
    ]);
  });

  it('walls, auditors, and the administrators of security and audit record nothing', () => {
    for (const role of ['wall', 'auditor', 'security-administrator', 'audit-administrator'])
      expect(allRecorders).not.toContain(role);
    expect(recordersOf('billing').roles).toContain('finance');
    expect(recordersOf('incident').roles).not.toContain('finance');
  });
});

describe('for which side an actor speaks', () => {
  it.each([
    ['the customer', { organisation: 'hospital-1', role: 'it-head' }, 'hospital'],
    ['a user of the contract', { organisation: 'centre-1', role: 'duty-desk' }, 'hospital'],
    ['the vendor', { organisation: 'vendor-1', role: 'vendor' }, 'vendor'],
    ['an engineer of the vendor in another role', { organisation: 'vendor-1', role: 'inspector' }, 'vendor'],
    ['the platform', { organisation: 'platform', role: 'system-administrator' }, null],
    ['a vendor of others', { organisation: 'vendor-2', role: 'vendor' }, null],
  ] as const)('%s', (_who, actor, side) => {
    expect(sideOf(actor, parties)).toBe(side);
  });

  it('where an organisation has both parts, the role decides', () => {
    const both = [
      { organisation: 'group', part: 'customer' },
      { organisation: 'group', part: 'vendor' },
    ];
    expect(sideOf({ organisation: 'group', role: 'vendor' }, both)).toBe('vendor');
    expect(sideOf({ organisation: 'group', role: 'finance' }, both)).toBe('hospital');
  });
});
