import { patterns, type Terms } from '@weibao/contract-terms';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { citingCases, rulesOf, type CitingCase } from './clause-uses.js';
import { loadTerms } from './terms-files.js';

export const clauseMapFile = fileURLToPath(new URL('../../../docs/clause-map.md', import.meta.url));

/** Writes docs/clause-map.md anew. */
export async function writeClauseMap(args: string[]): Promise<number> {
  if (args.length > 0) {
    process.stderr.write('usage: npm run -s clause-map\n');
    return 2;
  }
  writeFileSync(clauseMapFile, clauseMap());
  return 0;
}

/** Clause → title → kind → owner → rules that cite it → cases that speak of it; the text of docs/clause-map.md. */
export function clauseMap(): string {
  const cases = citingCases();
  const contracts = patterns.map((pattern) => {
    const terms = loadTerms(pattern);
    if (!terms.ok) throw new Error(`the terms of ${pattern} are not there`);
    return terms.value;
  });
  const clauses = contracts.reduce((sum, terms) => sum + terms.clauses.size, 0);
  return [
    '# 条款对照表 · Clause map',
    '',
    `由 \`npm run clause-map\` 生成，勿手工修改。${clauses} 条条款；每条写明由哪类规则执行，或由哪种事实记录，以及哪些用例涉及。`,
    '',
    `Made by \`npm run clause-map\`; not edited by hand. ${clauses} clauses: which kind of rule carries each out, or which fact records it, and which cases of \`test/cases\` speak of it.`,
    '',
    ...contracts.flatMap((terms) => [...tableOf(terms, cases), '']),
  ].join('\n');
}

function tableOf(terms: Terms, cases: readonly CitingCase[]): string[] {
  const rules = rulesOf(terms);
  const own = cases.filter((found) => found.contract === terms.contract);
  const kinds = [...terms.clauses.values()].map((entry) => entry.kind);
  const counted = (kind: string) => `${kind} ${kinds.filter((other) => other === kind).length}`;
  return [
    `## ${terms.nameZh} · ${terms.nameEn} (\`${terms.contract}\`)`,
    '',
    `规则文件 Rules: \`libs/contract-terms/terms/${terms.contract}.json\` · ${['computed', 'scheduled', 'gate', 'evidence'].map(counted).join(' · ')}`,
    '',
    '| 条款 Clause | 位置 Place | 标题 Title | 类别 Kind | 归属 Owner | 规则 Rules | 用例 Cases |',
    '|---|---|---|---|---|---|---|',
    ...[...terms.clauses.values()].map((entry) => {
      const citing = [...new Set(rules.filter((rule) => rule.cites.has(entry.id)).map((rule) => rule.kind))];
      const recorded = entry.recordedBy?.map((type) => `\`${type}\``) ?? [];
      const reached = own
        .filter((found) => found.cites.has(entry.id))
        .map((found) => found.file.replace(/\.json$/, ''));
      return `| ${[
        entry.id,
        entry.place,
        entry.en,
        entry.kind,
        entry.service,
        [...citing, ...recorded].join(', ') || '–',
        reached.join(', ') || '–',
      ]
        .map((cell) => cell.replaceAll('|', '\\|'))
        .join(' | ')} |`;
    }),
  ];
}
