import type { Terms } from '@weibao/contract-terms';
import type { DutyForms } from '@weibao/messages';

/** What can be planned under a contract and what its inspections must cover, in the order of its terms. */
export function dutyFormsOf(terms: Terms): DutyForms {
  return {
    plan: terms.duties.flatMap((rule) =>
      rule.kind === 'planned'
        ? rule.duties.map((kind) => ({
            kind,
            clause: rule.clause,
            titleZh: rule.titleZh,
            titleEn: rule.titleEn,
            owedBy: rule.owedBy,
          }))
        : [],
    ),
    checklists: terms.checklists.map(({ clause, inspections, areas }) => ({ clause, inspections, areas })),
  };
}
