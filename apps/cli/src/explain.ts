import { explainClock, settle } from '@weibao/engine';
import { faultLine, parseInstant, stepWords, type DeductionRecord, type Step } from '@weibao/exchange';
import { parseArgs } from 'node:util';
import { loadCase } from './case-file.js';

const USAGE = `usage: npm run -s explain -- CASE.json --clock CLAUSE --subject ID [--lang zh|en]
       npm run -s explain -- CASE.json --deduction CLAUSE --subject ID [--lang zh|en]
`;

/** Prints how one figure of a case came about, as a tree; 2 where the input is wrong or there is no such figure. */
export async function explain(args: string[]): Promise<number> {
  let parsed;
  try {
    parsed = parseArgs({
      args,
      allowPositionals: true,
      options: {
        clock: { type: 'string' },
        deduction: { type: 'string' },
        subject: { type: 'string' },
        lang: { type: 'string', default: 'zh' },
      },
    });
  } catch (error) {
    return refuse(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
  }
  const { clock, deduction, subject, lang } = parsed.values;
  const path = parsed.positionals[0];
  if (path === undefined || subject === undefined || (clock === undefined) === (deduction === undefined))
    return refuse(USAGE);
  if (lang !== 'zh' && lang !== 'en') return refuse(`--lang: expected zh or en, got "${lang}"\n`);
  const loaded = loadCase(path);
  if (!loaded.ok) return refuse(`${loaded.faults.map(faultLine).join('\n')}\n`);
  const { case: input, terms, facts } = loaded.value;
  const engineInput = { terms, facts, asOfMs: parseInstant(input.asOf) as number };
  const title = (clause: string) =>
    `${clause}  ${lang === 'zh' ? (terms.clauses.get(clause)?.zh ?? '') : (terms.clauses.get(clause)?.en ?? '')}`;
  if (clock !== undefined) {
    const explanation = explainClock(engineInput, subject, clock);
    if (!explanation) return refuse(`--clock: ${subject} has no clock under ${clock} at ${input.asOf}\n`);
    process.stdout.write(
      `${subject} · ${title(clock)}\n${branches(lang === 'zh' ? explanation.linesZh : explanation.linesEn)}`,
    );
    return 0;
  }
  const lines = settle(engineInput).deductions.filter(
    (line) => line.clause === deduction && (line.subject ?? line.period) === subject,
  );
  if (lines.length === 0)
    return refuse(`--deduction: there is none under ${deduction} for ${subject} at ${input.asOf}\n`);
  for (const line of lines) process.stdout.write(tree(line, title(line.clause), lang));
  return 0;
}

const decisions = { proposed: '待决定', confirmed: '已确认', waived: '已免除', disputed: '有异议' };

function tree(line: DeductionRecord, title: string, lang: 'zh' | 'en'): string {
  const sums =
    lang === 'zh'
      ? `计算 ${line.computed ?? '未定'} 元，应付 ${line.payable ?? '未定'} 元（${decisions[line.decision]}）`
      : `computed ${line.computed ?? 'undetermined'}, payable ${line.payable ?? 'undetermined'} (${line.decision})`;
  return `${line.subject ?? line.period ?? ''} · ${title}\n${branches([...line.steps.map((step) => stepText(step, lang)), sums])}`;
}

/** One step in words: what it is, what was looked at, what came out, and the clause. */
function stepText(step: Step, lang: 'zh' | 'en'): string {
  const words = stepWords[lang];
  const value = (given: Step['inputs'][string] | Step['result'], name = ''): string => {
    if (Array.isArray(given)) return given.join('; ');
    const text = words.values[String(given)] ?? String(given);
    if (name === 'lateSeconds') return `${text} ${lang === 'zh' ? '秒' : 's'}`;
    return /^\d{4}-\d\d-\d\dT/.test(text) ? text.replace('T', ' ').replace('+08:00', '') : text;
  };
  const inputs = Object.entries(step.inputs)
    .filter(([, given]) => given !== null)
    .map(([name, given]) => `${words.inputs[name] ?? name} ${value(given, name)}`);
  return `${words.steps[step.label] ?? step.label}${lang === 'zh' ? '：' : ': '}${inputs.join(' · ')} → ${value(step.result)}  [${step.clause}]`;
}

const branches = (lines: readonly string[]): string =>
  lines.map((line, index) => `${index === lines.length - 1 ? '└─' : '├─'} ${line}\n`).join('');

function refuse(text: string): number {
  process.stderr.write(text);
  return 2;
}
