import type { Marks } from '@weibao/exchange';

/** The marks of a record, only those that say something. */
export function marks(parts: {
  readings?: readonly string[] | undefined;
  unconfirmed?: boolean | undefined;
  provisional?: boolean | undefined;
  missing?: readonly string[] | undefined;
}): Marks {
  return {
    ...(parts.readings && parts.readings.length > 0 ? { readings: [...parts.readings] } : {}),
    ...(parts.unconfirmed ? { unconfirmed: true as const } : {}),
    ...(parts.provisional ? { provisional: true as const } : {}),
    ...(parts.missing && parts.missing.length > 0 ? { missing: [...parts.missing] } : {}),
  };
}

/**
 * The record with its marks, added in place, and lists that records of a kind share left shared: for lists of thousands, where a copy of each
 * would be most of the work.
 */
export function marked<T extends object>(
  record: T,
  parts: {
    readings?: string[] | undefined;
    unconfirmed?: boolean | undefined;
    provisional?: boolean | undefined;
    missing?: string[] | undefined;
  },
): T & Marks {
  const target = record as T & Marks;
  if (parts.readings && parts.readings.length > 0) target.readings = parts.readings;
  if (parts.unconfirmed) target.unconfirmed = true;
  if (parts.provisional) target.provisional = true;
  if (parts.missing && parts.missing.length > 0) target.missing = parts.missing;
  return target;
}
