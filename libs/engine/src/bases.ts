import { sameName, type AmountRule, type Terms } from '@weibao/contract-terms';
import { fraction, percentage, times, yuan, type Money } from './money.js';
import type { Version } from './versions.js';

/** A base of money such as the contract total, by one version of the terms; null while the contract leaves it blank. */
export function baseOf(version: Version, name: string): Money | null {
  const { terms, parameters } = version;
  const rule = terms.bases[name];
  if (!rule) return null;
  if (rule.yuan !== undefined) return yuan(rule.yuan);
  if (rule.parameter !== undefined) {
    const value = parameters[rule.parameter];
    return value === undefined ? null : yuan(value);
  }
  const of = rule.of === undefined ? null : baseOf(version, rule.of);
  if (of === null) return null;
  if (rule.shareParameter) return parameters.share === undefined ? null : times(of, percentage(parameters.share));
  return rule.share === undefined ? null : times(of, fraction(rule.share));
}

/** The parameters for lack of which a base is null. */
export function missingOfBase(version: Version, name: string): string[] {
  const rule = version.terms.bases[name];
  const lacks = (parameter: 'share' | NonNullable<typeof rule>['parameter']): string[] =>
    parameter === undefined || version.parameters[parameter] !== undefined ? [] : [`parameters.${parameter}`];
  if (!rule) return [`parameters.${name}`];
  return [
    ...lacks(rule.parameter),
    ...(rule.of === undefined ? [] : missingOfBase(version, rule.of)),
    ...(rule.shareParameter ? lacks('share') : []),
  ];
}

/** A fixed sum or a share of a base; null while the base is blank or only a person can say. */
export function amountOf(version: Version, rule: AmountRule): Money | null {
  if ('yuan' in rule) return yuan(rule.yuan);
  if (!('share' in rule)) return null;
  const of = baseOf(version, rule.of);
  return of === null ? null : times(of, fraction(rule.share));
}

/** The annual fee of a listed system, by its name or one of its parts. */
export function systemFeeOf({ systems }: Terms, name: string): { name: string; fee: Money } | null {
  for (const system of systems)
    if (
      system.feeYuan !== undefined &&
      (sameName(system.name, name) || system.subsystems.some((part) => sameName(part, name)))
    )
      return { name: system.name, fee: yuan(system.feeYuan) };
  return null;
}
