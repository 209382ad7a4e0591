const UNITS = ['B', 'KB', 'MB', 'GB'] as const;

/** `812 B`, `2.4 MB`: of a thousand each, as file dialogs count. */
export function sizeText(bytes: number): string {
  let size = bytes;
  let unit = 0;
  while (size >= 999.5 && unit < UNITS.length - 1) {
    size /= 1000;
    unit += 1;
  }
  return `${unit === 0 || size >= 99.95 ? Math.round(size) : size.toFixed(1)} ${UNITS[unit]}`;
}
