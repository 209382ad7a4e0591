import type { Marks } from '@weibao/exchange';

const NONE: readonly string[] = [];

/** Each reading once, in the order in which they are met. Where one list holds all the others it is that list itself, so that thousands of records share it. */
export function joined(...lists: (readonly string[] | undefined)[]): readonly string[] {
  let all = NONE;
  let own: string[] | null = null;
  for (const list of lists) {
    if (list === undefined || list === all || list.length === 0) continue;
    if (all.length === 0) {
      all = list;
      continue;
    }
    for (const reading of list)
      if (!all.includes(reading)) {
        if (own === null) all = own = [...all];
        own.push(reading);
      }
  }
  return all;
}

/** The readings of all these, each once. */
export const readingsIn = (records: Iterable<{ readings?: readonly string[] | undefined }>): readonly string[] => {
  const lists = new Set<readonly string[]>();
  for (const { readings } of records) if (readings) lists.add(readings);
  return joined(...lists);
};

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
