import type { Parameters } from '@weibao/exchange';
import type { TermsData } from './schema.js';

/** Which base of money a parameter fills where a contract leaves it blank. */
const bases = { total: 'total', annualFee: 'annual' } as const;

/**
 * Parameters fill what a contract leaves blank and override nothing that it states; what both sides sign later does. A supplement that names a total,
 * a yearly fee, a last day or working hours changes what the contract says of them: as a patch of its terms, undefined where it says nothing.
 */
export function patchOfParameters(terms: TermsData, changed: Partial<Parameters> = {}): object | undefined {
  const statedBases = Object.entries(bases).flatMap(([name, base]) => {
    const yuan = changed[name as keyof typeof bases];
    return typeof yuan === 'string' && terms.bases[base]?.yuan !== undefined ? [[base, { yuan }]] : [];
  });
  const { term, workingTime } = terms;
  const statesEnd = term.endsOn !== undefined || (term.years !== undefined && !term.endParameter);
  const patch = {
    ...(statedBases.length ? { bases: Object.fromEntries(statedBases) as object } : {}),
    ...(typeof changed.endsOn === 'string' && statesEnd ? { term: { endsOn: changed.endsOn } } : {}),
    ...(Array.isArray(changed.workingHours) && workingTime?.windows !== undefined
      ? { workingTime: { windows: changed.workingHours } }
      : {}),
  };
  return Object.keys(patch).length ? patch : undefined;
}
