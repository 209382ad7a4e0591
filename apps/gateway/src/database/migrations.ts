import { passwordAgeAndErasure } from '../accounts/people.migration.js';
import type { Migration } from '@weibao/service-kit';
import { handovers } from '../handovers/handover.migration.js';
import { secondFactor } from '../second-factor/second-factor.migration.js';
import { directory } from '../directory/directory.migration.js';
import { auditChain } from '../audit/audit-chain.migration.js';
import { surveys } from '../surveys/survey.migration.js';

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
  {
    // One administrator becomes the system administrator; the other two are made at the next start. One account has one role: the column holds no two.
    name: '2026-11-21-three-administrators',
    sql: (schema) => `
      alter table ${schema}.account
        drop constraint account_role_check,
        alter column role drop not null,
        alter column password_hash drop not null,
        add column name_en text not null default '',
        add column institution text,
        add column department text,
        add column password_until timestamptz;
      update ${schema}.account set role = case
        when disabled_at is not null then null
        when role = 'administrator' then 'system-administrator'
        else role end;
      update ${schema}.account set name_en = name;
      alter table ${schema}.account
        add constraint account_role_check check (role in (
          'duty-desk', 'reporter', 'inspector', 'finance', 'it-head', 'vendor', 'auditor', 'wall',
          'system-administrator', 'security-administrator', 'audit-administrator'
        )),
        add constraint account_disabled_holds_no_role check (disabled_at is null or role is null),
        add constraint account_reporter_has_a_place check (
          (role is not distinct from 'reporter') = (institution is not null or department is not null)
        ),
        add constraint account_one_time_password check (password_until is null or password_hash is not null);
      delete from ${schema}.session s using ${schema}.account a where a.name = s.account and a.role is null;
      update ${schema}.token set expires_at = least(
        coalesce(expires_at, clock_timestamp() + interval '366 days'), created_at + interval '366 days');
      alter table ${schema}.token
        alter column expires_at set not null,
        add constraint token_ends check (expires_at <= created_at + interval '366 days');`,
  },
  {
    name: '2026-11-21-devices',
    sql: (schema) => `
      create table ${schema}.device (
        id text primary key,
        secret_hash text not null unique check (length(secret_hash) = 64),
        organisation text not null references ${schema}.organisation,
        name text not null check (name <> ''),
        profile text not null check (profile in ('default', 'internal')),
        created_by text not null references ${schema}.account,
        created_at timestamptz not null,
        used_at timestamptz not null,
        revoked_at timestamptz
      );
      create table ${schema}.pairing (
        code_hash text primary key check (length(code_hash) = 64),
        secret_hash text not null unique check (length(secret_hash) = 64),
        expires_at timestamptz not null
      );`,
  },
  {
    name: '2026-11-21-evidence',
    sql: (schema) => `
      create table ${schema}.evidence (
        contract text not null,
        sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
        bytes bigint not null check (bytes > 0),
        media_type text not null,
        uploaded_by text not null,
        uploaded_at timestamptz not null,
        damaged_at timestamptz,
        primary key (contract, sha256)
      );
      create index evidence_by_hash on ${schema}.evidence (sha256);`,
  },
  { name: '2026-11-21-audit-chain', sql: auditChain },
  { name: '2026-11-21-second-factor', sql: secondFactor },
  { name: '2026-11-21-directory', sql: directory },
  { name: '2026-11-21-surveys', sql: surveys },
  { name: '2026-11-21-handovers', sql: handovers },
  { name: '2026-11-22-password-age-and-erasure', sql: passwordAgeAndErasure },
];
