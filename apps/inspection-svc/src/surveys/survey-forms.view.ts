import type { Terms } from '@weibao/contract-terms';
import type { SurveyForm } from '@weibao/messages';

/** The forms by which a contract has departments rate its service, in the order of its terms. */
export function surveyFormsOf(terms: Terms): SurveyForm[] {
  return terms.metrics.flatMap((metric): SurveyForm[] => {
    const { clause, titleZh, titleEn } = metric;
    const named = { clause, titleZh, titleEn };
    switch (metric.kind) {
      case 'survey':
        return [
          {
            form: metric.form,
            ...named,
            asks: 'scores',
            itemCounts: countsOf(metric.items, metric.literalItems),
            itemMax: metric.itemMax ?? null,
            leastDepartments: metric.leastDepartments ?? null,
          },
        ];
      case 'satisfaction':
        return metric.forms.map((form) => ({
          form,
          ...named,
          asks: 'scores',
          itemCounts: null,
          itemMax: metric.itemMax ?? null,
          leastDepartments: null,
        }));
      case 'negative-evaluations':
        return [
          { form: metric.form, ...named, asks: 'negative', itemCounts: null, itemMax: null, leastDepartments: null },
        ];
      default:
        return [];
    }
  });
}

/** BY-V-SUB1: the form has four items and speaks of five; both are a form, the one that is there comes first. */
function countsOf(items: number | undefined, literalItems: number | undefined): number[] | null {
  const counts = [items, literalItems].filter((count) => count !== undefined);
  return counts.length === 0 ? null : [...new Set(counts)];
}
