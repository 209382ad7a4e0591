import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** From a command that waits for nothing to one that nobody waits for any more, in seconds. */
const REQUEST_SECONDS = [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5];
/** From the moment at which a clock was missed to the moment at which that was noticed, in seconds. */
const LATENESS_SECONDS = [0.01, 0.05, 0.25, 1, 5, 15, 60, 300, 3600];

export type RequestEnd = 'ok' | 'refused' | 'failed';

/**
 * What one process tells of itself to whoever runs it, in the text form that Prometheus reads. Names of contracts, people and amounts do not
 * stand in it: whoever reads it keeps machines running and has no part in any contract.
 */
export class ProcessMetrics {
  private readonly registry = new Registry();
  private readonly requests = new Histogram({
    name: 'weibao_request_seconds',
    help: 'Time in which an operation or a route was answered',
    labelNames: ['operation', 'end'] as const,
    buckets: REQUEST_SECONDS,
    registers: [this.registry],
  });
  private readonly noticed = new Histogram({
    name: 'weibao_clock_missed_noticed_seconds',
    help: 'From the moment at which a clock was missed to its signal',
    buckets: LATENESS_SECONDS,
    registers: [this.registry],
  });

  constructor(process: string) {
    this.registry.setDefaultLabels({ process });
  }

  /** Memory, processor and event loop; once, by a process that is a process of its own. */
  watchProcess(): void {
    collectDefaultMetrics({ register: this.registry });
  }

  answered(operation: string, end: RequestEnd, seconds: number): void {
    this.requests.observe({ operation, end }, seconds);
  }

  missedNoticed(latenessSeconds: number): void {
    this.noticed.observe(latenessSeconds);
  }

  /** A number that is looked up when it is asked for; one that cannot be found out is left out, never 0. */
  gauge(name: string, help: string, read: () => number | null | Promise<number | null>): void {
    new Gauge({
      name,
      help,
      registers: [this.registry],
      async collect() {
        const value = await Promise.resolve(read()).catch(() => null);
        this.reset();
        if (value === null) this.remove();
        else this.set(value);
      },
    });
  }

  get contentType(): string {
    return this.registry.contentType;
  }

  text(): Promise<string> {
    return this.registry.metrics();
  }
}
