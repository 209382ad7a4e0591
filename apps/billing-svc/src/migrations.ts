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
  {
    // Numbers have no gap: each row but the first of a year names the one before it. An issued statement is never changed nor taken away.
    name: '2026-11-21-statement',
    sql: (schema) => `
create table ${schema}.statement (
  contract text not null,
  year integer not null check (year between 2000 and 9999),
  number integer not null check (number > 0),
  before integer generated always as (nullif(number - 1, 0)) stored,
  payment text not null,
  issued_at timestamptz not null,
  document text not null,
  sha256 text not null check (sha256 = encode(sha256(convert_to(document, 'UTF8')), 'hex')),
  previous_sha256 text unique,
  command_id text not null,
  command_hash text not null,
  primary key (contract, year, number),
  unique (contract, command_id),
  unique (sha256),
  foreign key (contract, year, before) references ${schema}.statement (contract, year, number),
  foreign key (previous_sha256) references ${schema}.statement (sha256)
);
create function ${schema}.statement_is_kept() returns trigger language plpgsql as $$
begin
  raise exception 'an issued statement is never changed: %-%-%', old.contract, old.year, old.number;
end $$;
create trigger statement_is_kept before update or delete on ${schema}.statement
  for each row execute function ${schema}.statement_is_kept()`,
  },
  {
    // Contracts that are drawn up: changed and thrown away as people please, until one is registered and its record begins.
    name: '2026-11-21-draft',
    sql: (schema) => `
create table ${schema}.draft (
  id text primary key,
  organisation text not null,
  based_on text not null,
  base text not null,
  content text not null,
  version integer not null check (version > 0),
  registered_as text,
  started_by text not null,
  changed_by text not null,
  changed_at timestamptz not null,
  last_command text not null
);
create index draft_organisation_idx on ${schema}.draft (organisation, changed_at);
create table ${schema}.draft_acceptance (
  draft text not null references ${schema}.draft (id) on delete cascade,
  finding text not null,
  account text not null,
  accepted_at timestamptz not null,
  reason text not null,
  primary key (draft, finding)
)`,
  },
  {
    // A statement is of a payment or of a period.
    name: '2026-11-21-statement-period',
    sql: (schema) => `
alter table ${schema}.statement add column period text;
alter table ${schema}.statement alter column payment drop not null;
alter table ${schema}.statement add constraint statement_subject check ((payment is null) <> (period is null))`,
  },
];
