import { decode, encode } from '@jridgewell/sourcemap-codec';

/**
 * A source map without the lines of libraries: Node reads the whole map at each start, and four fifths of it would be about them. Where a library
 * begins stands a mapping to nothing, or its lines would count as those of the file before it.
 * @param {{ version: number, sources: string[], mappings: string }} map as esbuild writes it: version 3, no sections
 */
export function ownLines({ version, sources, mappings }) {
  const kept = sources.filter((source) => !source.includes('/node_modules/'));
  const placeOf = new Map(kept.map((source, place) => [source, place]));
  let inOwn = true;
  const lines = decode(mappings).map((line) => {
    /** @type {import('@jridgewell/sourcemap-codec').SourceMapLine} */
    const segments = [];
    for (const [column, source, row, place] of line) {
      const own = source === undefined ? undefined : placeOf.get(sources[source] ?? '');
      if (own !== undefined) segments.push([column, own, row ?? 0, place ?? 0]);
      else if (inOwn) segments.push([column]);
      inOwn = own !== undefined;
    }
    return segments;
  });
  return { version, sources: kept, names: [], mappings: encode(lines) };
}
