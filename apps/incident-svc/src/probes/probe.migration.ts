import type { Migration } from '@weibao/service-kit';

/** Which systems are probed and how, and what the prober has to remember over a restart. What it found out is told as facts. */
export const probes: Migration = {
  name: '2026-11-21-probe',
  sql: (schema) => `
create table ${schema}.probe (
  contract text not null,
  system text not null,
  target text not null,
  interval_seconds integer not null check (interval_seconds between 1 and 3600),
  timeout_seconds integer not null check (timeout_seconds between 1 and 30),
  retries integer not null check (retries between 0 and 10),
  expect_status integer check (expect_status between 100 and 599),
  set_by text not null,
  set_at timestamptz not null,
  checked_at timestamptz,
  latency_ms integer,
  fault text,
  failing_since timestamptz,
  failures integer not null default 0,
  outage text,
  primary key (contract, system)
);
create unique index probe_one_a_system on ${schema}.probe (contract, (regexp_replace(system, '\\s', '', 'g')));`,
};
