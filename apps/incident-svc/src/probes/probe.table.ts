export interface ProbeTable {
  probe: {
    contract: string;
    system: string;
    target: string;
    interval_seconds: number;
    timeout_seconds: number;
    retries: number;
    expect_status: number | null;
    set_by: string;
    set_at: Date;
    checked_at: Date | null;
    latency_ms: number | null;
    fault: string | null;
    failing_since: Date | null;
    failures: number;
    outage: string | null;
  };
}
