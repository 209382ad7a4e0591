import { patterns, type Reading } from '@weibao/contract-terms';
import { describe, expect, it } from 'vitest';
import { loadTerms } from '../../apps/cli/src/terms-files.js';
import { allCases, replayed, type CaseFile } from './case-check.js';

type Choice = { reading: string; value: string };
type Chosen = { type?: unknown; reading?: string; value?: string };

/** Registry of every contract, each entry once. */
const registry = new Map<string, Reading>();
for (const pattern of patterns) {
  const terms = loadTerms(pattern);
  if (!terms.ok) throw new Error(`no terms of ${pattern}`);
  for (const entry of terms.value.registry) registry.set(entry.option, entry);
}
const entryOf = (name: string) =>
  registry.get(name) ?? [...registry.values()].find((entry) => entry.id === name) ?? null;

/** What a case chooses, one value at a time, as the registry writes it. */
function choicesOf(content: CaseFile): Choice[] {
  const { readings = {} } = (content['parameters'] ?? {}) as { readings?: Record<string, string> };
  const facts = Array.isArray(content['facts']) ? (content['facts'] as Chosen[]) : [];
  const pairs = [
    ...Object.entries(readings),
    ...facts.flatMap((fact): [string, string][] =>
      fact.type === 'reading.chosen' ? [[fact.reading ?? '', fact.value ?? '']] : [],
    ),
  ];
  return pairs.flatMap(([name, values]) => {
    const entry = entryOf(name);
    return values.split(';').map((part) => {
      const value = part.trim().toLowerCase().replace(/\s+/g, '-');
      return { reading: entry?.option ?? name, value: entry?.aliases?.[value] ?? value };
    });
  });
}

/** The case under the defaults of one ambiguity. */
function without(content: CaseFile, option: string): CaseFile {
  const entry = entryOf(option);
  const other = (name: string | undefined) => name !== option && name !== entry?.id;
  const parameters = content['parameters'] as { readings?: Record<string, string> } | undefined;
  return {
    ...content,
    ...(parameters?.readings
      ? {
          parameters: {
            ...parameters,
            readings: Object.fromEntries(Object.entries(parameters.readings).filter(([name]) => other(name))),
          },
        }
      : {}),
    facts: ((content['facts'] ?? []) as Chosen[]).filter(
      (fact) => fact.type !== 'reading.chosen' || other(fact.reading),
    ),
  };
}

/** Everything that was computed: not the lint, which names the reading itself. */
function computed(content: CaseFile): string {
  const { lint: _l, ...outcome } = JSON.parse(replayed(content).out) as Record<string, unknown>;
  return JSON.stringify(outcome);
}

/** `option value` of every choice without which a case of ours comes out otherwise. */
const changing = new Set(
  allCases()
    .filter(({ folder, content }) => folder !== 'bad' && (content.exit ?? 0) === 0)
    .flatMap(({ content }) => {
      const choices = choicesOf(content);
      const options = [...new Set(choices.map(({ reading }) => reading))];
      const changed = options.filter((option) => computed(content) !== computed(without(content, option)));
      return choices
        .filter(({ reading }) => changed.includes(reading))
        .map(({ reading, value }) => `${reading} ${value}`);
    }),
);

const held = [...registry.values()];

describe('every reading that may be chosen instead of the default', () => {
  it('changes the outcome of a case, or says why it can change none', () => {
    const silent = held.flatMap((entry) =>
      entry.dimensions.flatMap(({ values, default: own }) =>
        values
          .filter(
            (value) => value !== own && !entry.withoutEffect?.[value] && !changing.has(`${entry.option} ${value}`),
          )
          .map((value) => `${entry.id} ${entry.option}: ${value}`),
      ),
    );
    expect(silent).toEqual([]);
  });

  it('does not both', () => {
    const both = held.flatMap((entry) =>
      Object.keys(entry.withoutEffect ?? {})
        .filter((value) => changing.has(`${entry.option} ${value}`))
        .map((value) => `${entry.id}: ${value}`),
    );
    expect(both).toEqual([]);
  });

  it('is explained by a value that can be chosen', () => {
    const unknown = [...registry.values()].flatMap((entry) =>
      Object.keys(entry.withoutEffect ?? {})
        .filter(
          (value) => !entry.dimensions.some(({ values, default: own }) => values.includes(value) && value !== own),
        )
        .map((value) => `${entry.id}: ${value}`),
    );
    expect(unknown).toEqual([]);
  });
});
