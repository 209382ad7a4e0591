import { describe, expect, it } from 'vitest';
import { verdictOf } from '../dependency-audit.mjs';

const said: string[] = [];
const verdict = (report: unknown, fault = ''): [object, string] => {
  said.length = 0;
  const counts = verdictOf(typeof report === 'string' ? report : JSON.stringify(report), fault, (text) => {
    said.push(text);
  });
  return [counts, said.join('')];
};
const of = (severity: string) => ({ vulnerabilities: { left: { name: 'left', severity, range: '<2' } } });

describe('the audit of the packages', () => {
  it('passes where the registry knows nothing against them, or nothing high', () => {
    expect(verdict({ vulnerabilities: {} })).toEqual([{ passed: 1, failed: 0, skipped: 0 }, expect.any(String)]);
    expect(verdict(of('moderate'))[0]).toEqual({ passed: 1, failed: 0, skipped: 0 });
    expect(said[0]).toBe('audit: moderate left <2\n');
  });

  it('fails with what is high or critical', () => {
    for (const severity of ['high', 'critical'])
      expect(verdict(of(severity))).toEqual([
        { passed: 0, failed: 1, skipped: 0 },
        expect.stringContaining(`${severity} left <2`),
      ]);
  });

  it('is skipped, never passed, where the registry does not answer, and says why', () => {
    for (const [report, fault, why] of [
      [{ message: '405 Method Not Allowed', statusCode: 405 }, '', '405 Method Not Allowed'],
      ['', 'npm: not found\nat once', 'npm: not found'],
      ['not json', '', 'no answer'],
    ] as const)
      expect(verdict(report, fault)).toEqual([
        { passed: 0, failed: 0, skipped: 1 },
        expect.stringMatching(new RegExp(`^audit: SKIPPED, .*: ${why}\n$`)),
      ]);
  });
});
