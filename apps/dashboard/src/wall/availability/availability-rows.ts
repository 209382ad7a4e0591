import type { PostureView } from '@weibao/messages';

/** One core system's availability against its promise, as plain rows for the panel. */
export interface AvailabilityRow {
  key: string;
  system: string;
  value: string | null; // as the outcome has it
  threshold: string;
  usedSeconds: number | null;
  allowedSeconds: number | null;
  status: 'met' | 'missed' | 'undetermined';
  warn: boolean;
  period: string;
  missing: string[];
}

/** From four fifths of what is allowed on, the bar warns. */
const WARN_SHARE = 0.75;

/** Of each system the period that still runs; a finished one only while there is no running one. Worst first. */
export function availabilityRows(postures: readonly PostureView[]): AvailabilityRow[] {
  const rows = new Map<string, AvailabilityRow & { final: boolean }>();
  for (const { contract, metrics } of postures) {
    for (const metric of metrics) {
      if (metric.system === undefined || metric.threshold === null || metric.status === 'not-applicable') continue;
      const key = `${contract} ${metric.clause} ${metric.system}`;
      const before = rows.get(key);
      if (before && metric.final && !before.final) continue;
      if (before && metric.final === before.final && metric.period < before.period) continue;
      const [used, allowed] = [metric.usedSeconds ?? null, metric.allowedSeconds ?? null];
      rows.set(key, {
        key,
        system: metric.system,
        value: metric.value,
        threshold: metric.threshold,
        usedSeconds: used,
        allowedSeconds: allowed,
        status: metric.status,
        warn: metric.status === 'missed' || (used !== null && allowed !== null && used > allowed * WARN_SHARE),
        period: metric.period,
        missing: metric.missing ?? [],
        final: metric.final,
      });
    }
  }
  return [...rows.values()].sort((a, b) => share(b) - share(a) || a.system.localeCompare(b.system, 'zh'));
}

const share = (row: AvailabilityRow) =>
  row.status === 'missed'
    ? 2
    : row.usedSeconds === null || !row.allowedSeconds
      ? -1
      : row.usedSeconds / row.allowedSeconds;

/** `99.83 %`: the sign is put where the figure comes without one. */
export const percent = (value: string) => (value.includes('%') ? value : `${value} %`);
/** `99.5%` out of `≥99.5%`: the comparison is written by the panel. */
export const bareThreshold = (threshold: string) => percent(threshold.replace(/^[≥>=\s]+/, ''));
