/** One figure of a benchmark beside a bound measured in the same run. `ratio` is value ÷ bound for rates: higher is better. */
export interface BenchRecord {
  name: string;
  value: number;
  unit: string;
  bound: string;
  boundValue: number;
  ratio: number;
  peer?: string;
  peerValue?: number;
  peerRatio?: number;
}

export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] as number;

/** Runs both in turn, so that a machine that slows down slows both; returns the median of each, in runs a second. */
export function alternating(
  rounds: number,
  roundMs: number,
  ours: () => void,
  bound: () => void,
): { ours: number; bound: number } {
  const rate = (work: () => void): number => {
    const startMs = performance.now();
    let runs = 0;
    let nowMs = startMs;
    do {
      work();
      runs += 1;
      nowMs = performance.now();
    } while (nowMs - startMs < roundMs);
    return (runs * 1000) / (nowMs - startMs);
  };
  rate(ours);
  rate(bound);
  const [a, b]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    a.push(rate(ours));
    b.push(rate(bound));
  }
  return { ours: median(a), bound: median(b) };
}
