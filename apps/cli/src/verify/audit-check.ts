import { ChainCheck } from './chain-check.js';
import { openAudit, readKeptAudit } from './export-file.js';
import { auditLines, type Language } from './verdict-words.js';

/** Follows the chain of an exported audit from its first entry to its head, and through the head that was kept of an earlier one. */
export async function checkAudit(path: string, keptPath: string | undefined, language: Language) {
  const { head, entries } = await openAudit(path);
  const kept = keptPath === undefined ? null : await readKeptAudit(keptPath);
  const check = new ChainCheck(head, kept && kept.position > 0 ? [{ ...kept, keptBy: 'heads' }] : []);
  for await (const entry of entries) check.take(entry);
  const end = check.end();
  return { whole: end.fault === null, lines: auditLines(end, language) };
}
