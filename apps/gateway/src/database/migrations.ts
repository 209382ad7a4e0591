import type { Migration } from '@weibao/service-kit';

/** Written out and never changed once released: a new role is a new migration. Secrets are kept hashed only: argon2id for passwords, SHA-256 for random session ids and tokens. */
export const migrations: readonly Migration[] = [
  {
    name: '2026-11-20-access',
    sql: (schema) => `
      create table ${schema}.organisation (
        id text primary key,
        name_zh text not null,
        name_en text not null,
        kind text not null check (kind in ('hospital', 'commission', 'institution', 'vendor', 'platform')),
        demo boolean not null
      );
      create table ${schema}.account (
        name text primary key,
        organisation text not null references ${schema}.organisation,
        role text not null check (role in (
          'duty-desk', 'inspector', 'finance', 'it-head', 'vendor', 'auditor', 'administrator', 'wall'
        )),
        name_zh text not null,
        password_hash text not null check (password_hash like '$argon2id$%'),
        demo boolean not null,
        disabled_at timestamptz
      );
      create table ${schema}.session (
        id_hash text primary key check (length(id_hash) = 64),
        account text not null references ${schema}.account on delete cascade,
        started_at timestamptz not null,
        used_at timestamptz not null
      );
      create index session_by_account on ${schema}.session (account);
      create table ${schema}.token (
        id text primary key,
        secret_hash text not null unique check (length(secret_hash) = 64),
        name text not null,
        account text not null references ${schema}.account on delete cascade,
        contracts text[] not null check (cardinality(contracts) > 0),
        actions text[] not null check (cardinality(actions) > 0),
        created_by text not null,
        created_at timestamptz not null,
        expires_at timestamptz,
        revoked_at timestamptz,
        last_used_at timestamptz
      );
      create table ${schema}.sign_in_failure (
        subject text primary key,
        count integer not null,
        last_at timestamptz not null
      );
      create table ${schema}.audit (
        id bigint generated always as identity primary key,
        at timestamptz not null,
        action text not null,
        account text,
        organisation text,
        address text,
        request_id text,
        detail jsonb not null
      );
      create index audit_by_time on ${schema}.audit (at);`,
  },
];
