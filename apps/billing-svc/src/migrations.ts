import type { Migration } from '@weibao/service-kit';

export const migrations: readonly Migration[] = [
  {
    name: '2026-11-20-outcome-mark',
    sql: (schema) => `
create table ${schema}.outcome_mark (
  contract text primary key,
  heads text not null,
  changes_at_ms bigint,
  digests text not null
)`,
  },
];
