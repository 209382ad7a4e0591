import { formatInstant, type Fact } from '@weibao/exchange';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export const STAGES = ['responded', 'arrived', 'restored', 'resolved'] as const;
export const INCIDENTS = 2000;
export const DAYS = 365;
/** Later than any level allows. */
const LATE_MS = [3 * HOUR, 30 * HOUR, 50 * HOUR, 60 * HOUR];

/** The contract of the year: Huangpu, paid by half-year. */
export const parametersOf = (startMs: number, days = DAYS) => ({
  signedOn: formatInstant(startMs).slice(0, 10),
  startsOn: formatInstant(startMs).slice(0, 10),
  endsOn: formatInstant(startMs + (days - 1) * DAY).slice(0, 10),
  total: '50000.00',
  annualFee: '50000.00',
  settlement: 'half-year' as const,
  share: '50%',
});

/** One contract-year: 2,000 incidents with four stages each, every twentieth late at each of them, and 365 backups. */
export function contractYear(startMs: number): Fact[] {
  const facts: Fact[] = [];
  for (let n = 0; n < INCIDENTS; n += 1) {
    const reportedMs = startMs + n * 15_000_000;
    const incident = `I${n}`;
    facts.push({
      type: 'incident.reported',
      incident,
      at: formatInstant(reportedMs),
      level: (['1', '2', '3'] as const)[n % 3] as '1',
      id: `r${n}`,
    });
    STAGES.forEach((stage, index) =>
      facts.push({
        type: `incident.${stage}`,
        incident,
        at: formatInstant(
          reportedMs + (n % 20 === 0 ? (LATE_MS[index] as number) : (n % 7) * (index + 1) * 10 * MINUTE),
        ),
        id: `s${n}-${index}`,
      } as Fact),
    );
  }
  for (let day = 0; day < DAYS; day += 1)
    facts.push({
      type: 'backup.finished',
      day: formatInstant(startMs + day * DAY).slice(0, 10),
      ok: true,
      confirmed: true,
      at: formatInstant(startMs + day * DAY + 26 * HOUR),
      id: `b${day}`,
    });
  return facts;
}
