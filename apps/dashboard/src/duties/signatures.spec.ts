import { describe, expect, it } from 'vitest';
import { recorded } from './given-duty.js';
import { signatureOf } from './signatures.js';

const at = '2026-11-20T09:00:00+08:00';
const inspection = recorded({ type: 'inspection.ended', at, inspection: 'I-7', kind: 'monthly', period: '2026-11' });
const report = recorded({ type: 'document.filed', at, document: 'inspection-report', about: 'I-7', stamped: true });

describe('signatures beside the records of a duty', () => {
  it('an inspection is signed by its own key; until then the form for it is known', () => {
    expect(signatureOf(inspection, [])).toEqual({ name: 'I-7', form: { type: 'duty.signed', known: { duty: 'I-7' } } });
    const inspector = { account: 'li', role: 'inspector' };
    const signed = recorded({ type: 'duty.signed', at, duty: 'I-7' }, { by: 'hospital', ...inspector });
    // A signing names person, role and moment.
    expect(signatureOf(inspection, [signed])).toEqual({ name: 'I-7', signedAt: at, signedBy: inspector });
  });

  it('a vendor’s signature, a withdrawn one and one of another inspection do not count', () => {
    const other = recorded({ type: 'duty.signed', at, duty: 'I-8' }, { by: 'hospital' });
    const vendors = recorded({ type: 'duty.signed', at, duty: 'I-7' }, { by: 'vendor' });
    const withdrawn = recorded({ type: 'duty.signed', at, duty: 'I-7' }, { by: 'hospital', withdrawn: true });
    expect(signatureOf(inspection, [other, vendors, withdrawn])?.form).toBeDefined();
  });

  it('a document is confirmed by its kind and what it is for', () => {
    const confirmed = (about: string) =>
      recorded({ type: 'document.confirmed', at, document: 'inspection-report', about }, { by: 'hospital' });
    expect(signatureOf(report, [confirmed('I-8')])?.form).toEqual({
      type: 'document.confirmed',
      known: { document: 'inspection-report', about: 'I-7' },
    });
    expect(signatureOf(report, [confirmed('I-7')])?.signedAt).toBe(at);
  });
});
