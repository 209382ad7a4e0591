import type { Marks } from '@weibao/exchange';

/** The marks of a record, only those that say something. */
export function marks(parts: {
  readings?: readonly string[];
  unconfirmed?: boolean;
  provisional?: boolean;
  missing?: readonly string[];
}): Marks {
  return {
    ...(parts.readings && parts.readings.length > 0 ? { readings: [...parts.readings] } : {}),
    ...(parts.unconfirmed ? { unconfirmed: true as const } : {}),
    ...(parts.provisional ? { provisional: true as const } : {}),
    ...(parts.missing && parts.missing.length > 0 ? { missing: [...parts.missing] } : {}),
  };
}
