import type { Finding } from '../lint/finding.js';
import type { Terms } from '../terms.js';
import { figureChanges } from './figure-edits.js';

/** Clauses whose figure was changed and whose text still says the former one: the paper and the sum would tell two things. */
export function unmendedTexts(before: Terms, after: Terms): Finding[] {
  const clauses = new Set(figureChanges(before, after).flatMap(({ clause }) => (clause === null ? [] : [clause])));
  return [...clauses].flatMap((id): Finding[] => {
    const [former, latter] = [before.clauses.get(id), after.clauses.get(id)];
    if (!former || !latter || former.zh !== latter.zh) return [];
    return [
      {
        finding: 'text-not-mended',
        severity: 'WARN',
        clause: id,
        affects: [],
        zh: `条款 ${id} 的数字已改，条款文字仍是范本的：“${latter.zh}”。`,
        en: `A figure of ${id} was changed and its text is still the pattern's: "${latter.en}".`,
        proposalZh: '把条款文字改成所签合同的原文；原文与新数字确实相符时，写明理由后接受。',
        proposalEn:
          'Put in the text of the contract that was signed; where it does fit the new figure, accept this with a reason.',
      },
    ];
  });
}
