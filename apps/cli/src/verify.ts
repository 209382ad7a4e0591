import { parseArgs } from 'node:util';
import { EvidenceCheck } from './verify/evidence-check.js';
import { ExportCase } from './verify/export-case.js';
import { checkAudit } from './verify/audit-check.js';
import { formatOf, isAudit, openExport, readKeptHeads, WrongFile } from './verify/export-file.js';
import { RecordCheck } from './verify/record-check.js';
import { isSound, StatementCheck } from './verify/statement-check.js';
import { statementLines, verdictLines } from './verify/verdict-words.js';

const USAGE =
  'usage: npm run -s verify -- EXPORT.jsonl|AUDIT.jsonl [--heads KEPT] [--evidence FOLDER] [--case] [--lang zh|en]\n';

/**
 * Checks an export of a contract's record, or of the audit, offline. 0: whole, its heads are printed (with --case: the case, for replay). 1: bent, the first fault of each chain, every
 * bent text and every statement that does not hold is named. 2: the input is not an export, standard error says why.
 */
export async function verify(args: string[]): Promise<number> {
  try {
    return await checked(args);
  } catch (error) {
    if (!(error instanceof WrongFile)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 2;
  }
}

async function checked(args: string[]): Promise<number> {
  const { path, keptPath, evidencePath, printsCase, language } = optionsOf(args);
  if (isAudit(await formatOf(path))) {
    const { whole, lines } = await checkAudit(path, keptPath, language);
    process.stdout.write(`${lines.join('\n')}\n`);
    return whole ? 0 : 1;
  }
  const file = await openExport(path);
  const statements = new StatementCheck(file.statements);
  const kept = keptPath === undefined ? {} : await readKeptHeads(keptPath, file.head.contract);
  const check = new RecordCheck(file.head, kept, statements.heads);
  const evidence = new EvidenceCheck();
  const collected = printsCase ? new ExportCase() : null;
  for await (const fact of file.facts) {
    check.take(fact);
    evidence.take(fact);
    if (!isJson(fact.body)) continue;
    statements.take(fact);
    collected?.take(fact);
  }
  const verdict = check.end();
  if (evidencePath !== undefined) verdict.faults.push(...(await faultsIn(evidence, evidencePath)));
  const checked = statements.end();
  const whole = verdict.faults.length === 0 && checked.every(isSound);
  const named = { contract: file.head.contract, files: evidence.files, compared: evidencePath !== undefined };
  const said = [...statementLines(checked, language), ...verdictLines(verdict, language, named)];
  const lines = `${said.join('\n')}\n`;
  if (!collected) process.stdout.write(lines);
  else if (!whole) process.stderr.write(lines);
  else {
    const asCase = collected.case(file.head);
    if (!asCase) throw new WrongFile(`${path}: no contract.registered stands in it; there is no contract to replay`);
    process.stdout.write(`${JSON.stringify(asCase, null, 2)}\n`);
  }
  return whole ? 0 : 1;
}

function optionsOf(args: string[]) {
  let parsed;
  try {
    parsed = parseArgs({
      args,
      allowPositionals: true,
      options: {
        heads: { type: 'string' },
        evidence: { type: 'string' },
        case: { type: 'boolean', default: false },
        lang: { type: 'string', default: 'zh' },
      },
    });
  } catch (error) {
    throw new WrongFile(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
  }
  const [path, ...rest] = parsed.positionals;
  const { heads, evidence, case: printsCase, lang } = parsed.values;
  if (path === undefined || rest.length > 0) throw new WrongFile(USAGE.trimEnd());
  if (lang !== 'zh' && lang !== 'en') throw new WrongFile(`--lang: expected zh or en, got "${lang}"`);
  return { path, keptPath: heads, evidencePath: evidence, printsCase, language: lang } as const;
}

async function faultsIn(evidence: EvidenceCheck, folder: string) {
  try {
    return await evidence.faultsIn(folder);
  } catch (error) {
    throw new WrongFile(
      `--evidence: ${folder} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
