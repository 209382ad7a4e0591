import { caseFaults, type Terms } from '@weibao/contract-terms';
import {
  parseCase,
  parseFacts,
  parseHead,
  parseInstant,
  parseJson,
  type Case,
  type Fact,
  type Fault,
  type Parsed,
  type ParsedCase,
} from '@weibao/exchange';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { changedAmounts } from './changed-amounts.js';
import { lineProgress, linesOf, withoutMark } from './line-file.js';
import { loadTerms, ownTermsIn } from './terms-files.js';

export interface Loaded {
  case: Case;
  terms: Terms;
  /** The case's facts with the one that its head stands for. */
  facts: Fact[];
}

/** Reads a case file (.json) or a JSON Lines file (head of a case, then a fact a line) and checks it against its contract. */
export function loadCase(path: string): Parsed<Loaded> {
  let parsed: ParsedCase;
  try {
    parsed = path.endsWith('.jsonl')
      ? parseLines(path)
      : parseCase(withoutMark(readFileSync(path, 'utf8')), basename(path));
  } catch (error) {
    return {
      ok: false,
      faults: [{ place: path, message: `cannot be read (${error instanceof Error ? error.message : String(error)})` }],
    };
  }
  const { contract, parameters, facts } = parsed.ok ? parsed.value : parsed.readable;
  const terms = ownTermsIn(facts) ?? (contract === null ? null : loadTerms(contract));
  const faults = [
    ...(terms && !terms.ok ? terms.faults : []),
    ...(parsed.ok ? [] : parsed.faults),
    ...(terms?.ok ? caseFaults(terms.value, parameters, facts) : []),
  ];
  if (!parsed.ok || !terms?.ok || faults.length) return { ok: false, faults };
  const all = [headFact(parsed.value, terms.value), ...parsed.value.facts];
  const asOfMs = parseInstant(parsed.value.asOf) as number;
  const changed = changedAmounts(terms.value, all, asOfMs, (fact) => `facts[${all.indexOf(fact) - 1}]`);
  if (changed.length > 0) return { ok: false, faults: changed };
  return { ok: true, value: { case: parsed.value, terms: terms.value, facts: all } };
}

/** The head of a case stands for one contract.registered recorded before everything else. */
export function headFact(input: Case, terms: Terms): Fact {
  return {
    type: 'contract.registered',
    at: '1970-01-01T00:00:00+08:00',
    terms: terms.version,
    parameters: input.parameters,
  };
}

function parseLines(path: string): ParsedCase {
  const fileName = basename(path);
  const readable = { contract: null, parameters: {}, facts: [] };
  const faults: Fault[] = [];
  const values: unknown[] = [];
  const lineNumbers: number[] = [];
  const progress = lineProgress(process.stderr);
  for (const { line, number } of linesOf(path)) {
    if (line.trim() === '') continue;
    const json = parseJson(line, `${fileName}:${number}`);
    if (!json.ok) faults.push(...json.faults);
    values.push(json.ok ? json.value : null);
    lineNumbers.push(number);
    progress.at(values.length - 1);
  }
  progress.end();
  if (faults.length) return { ok: false, faults, readable };
  const [head, ...facts] = values;
  if (head === null || typeof head !== 'object' || Array.isArray(head))
    return { ok: false, faults: [{ place: `${fileName}:1`, message: 'expected the head of a case' }], readable };
  const parsedHead = parseHead(head as Record<string, unknown>);
  const parsedFacts = parseFacts(facts, (index) => `${fileName}:${lineNumbers[index + 1]}`);
  if (!parsedHead.ok || !parsedFacts.ok)
    return {
      ok: false,
      faults: [...(parsedHead.ok ? [] : parsedHead.faults), ...(parsedFacts.ok ? [] : parsedFacts.faults)],
      readable,
    };
  return { ok: true, value: { ...parsedHead.value, facts: parsedFacts.value } };
}
