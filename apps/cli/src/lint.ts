import { lintTerms, patterns, type Finding, type Terms } from '@weibao/contract-terms';
import { faultLine, faultsOf, parametersSchema, parseJson, type Parameters, type Parsed } from '@weibao/exchange';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { loadTerms, loadTermsFile } from './terms-files.js';

const USAGE = `usage: npm run -s lint:contract -- FILE|CONTRACT [--parameters FILE] [--json] [--lang zh|en]
       CONTRACT is one of ${patterns.join(', ')}; FILE is a terms file; --parameters takes a JSON file of parameters, or a case
`;

type Lang = 'zh' | 'en';

/** Prints what is blank, contradictory or out of reach in a contract's terms, then the ambiguities kept as notes; 2 where the input is wrong. */
export async function lint(args: string[]): Promise<number> {
  let parsed;
  try {
    parsed = parseArgs({
      args,
      allowPositionals: true,
      options: {
        json: { type: 'boolean', default: false },
        parameters: { type: 'string' },
        lang: { type: 'string', default: 'zh' },
      },
    });
  } catch (error) {
    return refuse(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
  }
  const [target, ...rest] = parsed.positionals;
  const { json, lang } = parsed.values;
  if (target === undefined || rest.length > 0) return refuse(USAGE);
  if (lang !== 'zh' && lang !== 'en') return refuse(`--lang: expected zh or en, got "${lang}"\n`);
  const terms = target.endsWith('.json') ? loadTermsFile(target) : loadTerms(target);
  if (!terms.ok) return refuse(`${terms.faults.map(faultLine).join('\n')}\n`);
  const parameters = readParameters(parsed.values.parameters);
  if (!parameters.ok) return refuse(`${parameters.faults.map(faultLine).join('\n')}\n`);
  const findings = lintTerms(terms.value, parameters.value);
  const notes = notesOf(terms.value, findings);
  process.stdout.write(
    json
      ? `${JSON.stringify({ contract: terms.value.contract, version: terms.value.version, findings, notes }, null, 2)}\n`
      : readable(terms.value, findings, notes, lang),
  );
  return 0;
}

function readParameters(path: string | undefined): Parsed<Parameters> {
  if (path === undefined) return { ok: true, value: {} };
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { ok: false, faults: [{ place: path, message: `cannot be read (${reason})` }] };
  }
  const value = parseJson(text, basename(path));
  if (!value.ok) return value;
  const inCase = (value.value as { parameters?: unknown } | null)?.parameters;
  const parameters = parametersSchema.safeParse(inCase ?? value.value);
  if (parameters.success) return { ok: true, value: parameters.data };
  return {
    ok: false,
    faults: faultsOf(parameters.error).map((fault) => ({
      place: `${basename(path)}: ${fault.place}`,
      message: fault.message,
    })),
  };
}

/** The contract's recorded ambiguities that no rule found; each with its readings, the default first named. */
function notesOf(terms: Terms, findings: readonly Finding[]) {
  const found = new Set(findings.map((finding) => finding.ambiguity));
  const own = (clause: string) => clause.startsWith(`${terms.prefix}-`);
  return terms.registry
    .filter((entry) => !found.has(entry.id) && (entry.clauses.length === 0 || entry.clauses.some(own)))
    .map((entry) => ({
      ambiguity: entry.id,
      option: entry.option,
      severity: entry.severity,
      clause: entry.clauses.find(own) ?? null,
      zh: entry.zh,
      en: entry.en,
      readings: entry.dimensions.map((dimension) => ({ values: dimension.values, default: dimension.default })),
      defaultZh: entry.defaultZh,
      defaultEn: entry.defaultEn,
    }));
}

function readable(terms: Terms, findings: readonly Finding[], notes: ReturnType<typeof notesOf>, lang: Lang): string {
  const zh = lang === 'zh';
  const title = (clause: string) => (zh ? terms.clauses.get(clause)?.place : terms.clauses.get(clause)?.en) ?? '';
  const lines = [`${zh ? terms.nameZh : terms.nameEn} · ${terms.contract} ${terms.version}`, ''];
  lines.push(zh ? `按规则查出 ${findings.length} 项` : `Found by rule: ${findings.length}`);
  for (const finding of findings)
    lines.push(
      `${finding.severity.padEnd(5)} ${finding.clause} ${title(finding.clause)}  [${[finding.finding, finding.ambiguity].filter(Boolean).join(' · ')}]`,
      `      ${zh ? finding.zh : finding.en}`,
      ...(finding.affects.length > 0 ? [`      ${zh ? '影响' : 'affects'}: ${finding.affects.join(', ')}`] : []),
      `      ${zh ? '建议' : 'proposal'}: ${zh ? finding.proposalZh : finding.proposalEn}`,
    );
  lines.push('', zh ? `另有备案的歧义 ${notes.length} 项` : `Recorded ambiguities besides: ${notes.length}`);
  for (const note of notes) {
    const readings = note.readings
      .map(({ values, default: chosen }) => values.map((value) => (value === chosen ? `*${value}` : value)).join(' / '))
      .join('; ');
    lines.push(
      `${note.severity.padEnd(5)} ${note.ambiguity} ${note.option}${note.clause === null ? '' : ` (${note.clause})`}`,
      `      ${zh ? note.zh : note.en}`,
      ...(readings === '' ? [] : [`      ${zh ? '读法' : 'readings'}: ${readings}`]),
      `      ${zh ? '默认' : 'default'}: ${zh ? note.defaultZh : note.defaultEn}`,
    );
  }
  return `${lines.join('\n')}\n`;
}

function refuse(text: string): number {
  process.stderr.write(text);
  return 2;
}
