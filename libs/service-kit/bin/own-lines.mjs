const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/**
 * A source map without the lines of libraries: Node reads the whole map at each start, and four fifths of it would be about them. Where a library
 * begins stands a mapping to nothing, or its lines would count as those of the file before it.
 * @param {{ version: number, sources: string[], names: string[], mappings: string }} map as esbuild writes it: version 3, no sections
 */
export function ownLines({ version, sources, mappings }) {
  const isOwn = sources.map((source) => !source.includes('/node_modules/'));
  const kept = isOwn.map((own, source) => (own ? source : -1)).filter((source) => source >= 0);
  const placeOf = new Map(kept.map((source, place) => [source, place]));
  // Source, line and column of a mapping are told as what they differ by from the mapping before it.
  const read = [0, 0, 0];
  let written = [0, 0, 0];
  const lines = mappings.split(';').map((line) => {
    let [readColumn, writtenColumn] = [0, 0];
    let inOwn = true;
    const segments = [];
    for (const segment of line === '' ? [] : line.split(',')) {
      const [column = 0, ...place] = numbersOf(segment);
      readColumn += column;
      place.slice(0, 3).forEach((difference, index) => (read[index] = (read[index] ?? 0) + difference));
      const own = placeOf.get(place.length > 0 ? /** @type {number} */ (read[0]) : -1);
      if (own === undefined && !inOwn) continue;
      inOwn = own !== undefined;
      const now = own === undefined ? [] : [own, ...read.slice(1)];
      segments.push(textOf([readColumn - writtenColumn, ...now.map((value, index) => value - (written[index] ?? 0))]));
      writtenColumn = readColumn;
      if (inOwn) written = now;
    }
    return segments.join(',');
  });
  return { version, sources: kept.map((source) => sources[source]), names: [], mappings: lines.join(';') };
}

/** Base 64 VLQ: five bits a digit, lowest first, the sixth says that there is more; the first bit is the sign. @param {string} segment */
function numbersOf(segment) {
  const numbers = [];
  let [value, shift] = [0, 0];
  for (const digit of segment) {
    const bits = digits.indexOf(digit);
    value |= (bits & 31) << shift;
    shift += 5;
    if ((bits & 32) !== 0) continue;
    numbers.push((value & 1) === 1 ? -(value >>> 1) : value >>> 1);
    [value, shift] = [0, 0];
  }
  return numbers;
}

/** @param {number[]} numbers */
function textOf(numbers) {
  let text = '';
  for (const number of numbers) {
    let rest = number < 0 ? (-number << 1) | 1 : number << 1;
    do {
      const bits = rest & 31;
      rest >>>= 5;
      text += digits[bits | (rest > 0 ? 32 : 0)];
    } while (rest > 0);
  }
  return text;
}
