import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { factTypes } from '@weibao/exchange';
import { describe, expect, it } from 'vitest';
import { parseTerms, patterns, Readings, systemInScope, type Pattern, type Terms } from './index.js';

const read = (name: string): string =>
  readFileSync(fileURLToPath(new URL(`../terms/${name}`, import.meta.url)), 'utf8');
const textsOf = (pattern: Pattern) => ({
  terms: read(`${pattern}.json`),
  clauses: read(`clauses/${pattern}.json`),
  readings: [read('readings/common.json'), read(`readings/${pattern}.json`)],
});
function termsOf(pattern: Pattern): Terms {
  const parsed = parseTerms(textsOf(pattern), pattern);
  if (!parsed.ok) throw new Error(parsed.faults.map((fault) => `${fault.place}: ${fault.message}`).join('\n'));
  return parsed.value;
}

describe.each(patterns)('terms of %s', (pattern) => {
  const terms = termsOf(pattern);

  it('cite only clauses that the contract has', () => {
    expect(terms.clauses.size).toBeGreaterThan(30);
  });

  it('name only readings that are in the registry', () => {
    const options = new Set(terms.registry.map((entry) => entry.option));
    const named = JSON.parse(read(`${pattern}.json`), (key, value: unknown) => value) as unknown;
    const found: string[] = [];
    const visit = (value: unknown, key: string): void => {
      if (key === 'readings' && Array.isArray(value)) found.push(...(value as string[]));
      else if (Array.isArray(value)) value.forEach((item) => visit(item, ''));
      else if (value !== null && typeof value === 'object')
        Object.entries(value).forEach(([name, item]) => visit(item, name));
    };
    visit(named, '');
    expect(found.filter((option) => !options.has(option))).toEqual([]);
  });

  it('say of every clause that is evidence which fact records it', () => {
    const evidence = [...terms.clauses.values()].filter((entry) => entry.kind === 'evidence');
    expect(
      evidence
        .filter((entry) => !entry.recordedBy?.length || entry.recordedBy.some((type) => !factTypes.has(type)))
        .map((entry) => entry.id),
    ).toEqual([]);
  });

  it('have defaults among the values of every reading', () => {
    const wrong = terms.registry.filter((entry) =>
      entry.dimensions.some((dimension) => !dimension.values.includes(dimension.default)),
    );
    expect(wrong.map((entry) => entry.id)).toEqual([]);
  });
});

describe('parseTerms', () => {
  it('names the file, the key and the form expected', () => {
    const texts = textsOf('tacheng-ops');
    const broken = texts.terms.replace('"yuan": "53600.00"', '"yuan": 53600');
    const parsed = parseTerms({ ...texts, terms: broken }, 'tacheng-ops');
    expect(parsed.ok).toBe(false);
    if (!parsed.ok) expect(parsed.faults[0]?.place).toContain('tacheng-ops.json: bases.annual.yuan');
  });

  it('refuses a clause that the contract does not have', () => {
    const texts = textsOf('tacheng-ops');
    const parsed = parseTerms(
      { ...texts, terms: texts.terms.replace('"clause": "TC-4.1-FEE"', '"clause": "TC-4.9-FEE"') },
      'tacheng-ops',
    );
    expect(parsed).toEqual({
      ok: false,
      faults: [{ place: 'tacheng-ops.json: TC-4.9-FEE', message: 'is cited but is no clause of this contract' }],
    });
  });
});

describe('systemInScope', () => {
  it('BY-A1-SCOPE: a listed system or subsystem is in scope, spaces ignored; another one is to be ruled', () => {
    const terms = termsOf('bayannur-emr');
    expect(systemInScope(terms, '微小化 HIS 系统')).toBe('in');
    expect(systemInScope(terms, '电子医嘱')).toBe('in');
    expect(systemInScope(terms, '食堂系统')).toBe('to-be-ruled');
  });

  it('TC-2-SCOPE: a product that is not listed is out of scope', () => {
    expect(systemInScope(termsOf('tacheng-ops'), '食堂系统')).toBe('out');
  });
});

describe('Readings', () => {
  const readings = () => new Readings(termsOf('huangpu').registry);

  it('takes the default until another reading is chosen', () => {
    const chosen = readings();
    expect(chosen.is('hp.arrlate', 'completed')).toBe(true);
    expect(chosen.choose('hp.arrlate', 'started')).toBeNull();
    expect(chosen.is('hp.arrlate', 'started')).toBe(true);
    expect(chosen.is('hp.arrlate', 'completed')).toBe(false);
  });

  it('keeps the other questions of an ambiguity at their defaults', () => {
    const chosen = readings();
    chosen.choose('hp.arrlate', 'annual');
    expect(chosen.is('hp.arrlate', 'completed')).toBe(true);
    expect(chosen.is('hp.arrlate', 'annual')).toBe(true);
  });

  it('have a name in both languages for each value, and no name for what is none', () => {
    const wrong = patterns.flatMap((pattern) =>
      termsOf(pattern).registry.flatMap(({ option, dimensions, names = {} }) => {
        const values = dimensions.flatMap((dimension) => dimension.values);
        return [
          ...values.filter((value) => !names[value]),
          ...Object.keys(names).filter((value) => !values.includes(value)),
        ].map((value) => `${option}: ${value}`);
      }),
    );
    expect(wrong).toEqual([]);
  });

  it('says what it expected where a value is none of the readings', () => {
    expect(readings().choose('hp.fine_base', '78')).toContain('expected one of base-80, 79');
    expect(readings().choose('hp.nothing', 'x')).toBe('is not the name of a reading of this contract');
  });
});

describe('the engine', () => {
  const folder = fileURLToPath(new URL('../../engine/src/', import.meta.url));
  const sources = readdirSync(folder).filter((name) => name.endsWith('.ts') && !name.includes('.spec.'));
  const texts = sources.map((name) => ({ name, text: readFileSync(`${folder}${name}`, 'utf8') }));

  it('knows no contract by name', () => {
    const known = texts.filter(({ text }) =>
      patterns.some((pattern) => text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '').includes(pattern)),
    );
    expect(known.map(({ name }) => name)).toEqual([]);
  });

  it('asks only for readings and values that some contract has', () => {
    const registry = patterns.flatMap((pattern) => termsOf(pattern).registry);
    const asked = texts.flatMap(({ name, text }) =>
      [...text.matchAll(/readings\.is\(\s*'([^']+)',\s*(?:'([^']+)'|"([^"]+)")/g)].map((match) => ({
        name,
        option: match[1] as string,
        value: (match[2] ?? match[3]) as string,
      })),
    );
    expect(asked.length).toBeGreaterThan(20);
    const wrong = asked.filter(
      ({ option, value }) =>
        !registry.some(
          (entry) =>
            entry.option === option &&
            entry.dimensions.some((dimension) => dimension.values.includes(entry.aliases?.[value] ?? value)),
        ),
    );
    expect(wrong).toEqual([]);
  });
});
