/** The rules of a list by what names them; those of one name in their order, so that an amendment's rule is found beside the one it takes the place of. */
export function keyed<T>(rules: readonly T[], nameOf: (rule: T) => string): Map<string, T> {
  const found = new Map<string, T>();
  for (const rule of rules)
    for (let n = 1; ; n += 1) {
      const key = `${nameOf(rule)}|${n}`;
      if (found.has(key)) continue;
      found.set(key, rule);
      break;
    }
  return found;
}
