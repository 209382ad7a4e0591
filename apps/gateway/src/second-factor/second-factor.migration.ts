/** The second factor of an account (RFC 6238), its recovery codes, and the rules of signing in that the security administrator sets. */
export const secondFactor = (schema: string): string => `
alter table ${schema}.account
  add column totp_sealed text, -- encrypted with a key of the data folder: who takes the database away cannot compute codes
  add column totp_step bigint, -- the last step that was used: none is good twice
  add column totp_pending text, -- sealed, shown and not yet confirmed by a code
  add constraint account_step_has_a_factor check (totp_step is null or totp_sealed is not null);

create table ${schema}.recovery_code (
  account text not null references ${schema}.account on delete cascade,
  code_hash text not null check (length(code_hash) = 64),
  used_at timestamptz,
  primary key (account, code_hash)
);

create table ${schema}.sign_in_policy (
  single boolean primary key check (single),
  password_length integer not null check (password_length between 12 and 64),
  second_factor_roles text[] not null 
    check (not second_factor_roles && array['wall', 'wall-internal']) -- nobody stands at a wall with a telephone
);
insert into ${schema}.sign_in_policy (single, password_length, second_factor_roles) values (true, 12, '{}');`;
