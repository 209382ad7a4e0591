/** How old a password is, for a house whose rules end it after some time; and people who were erased, whose account stays as a name that is nobody's. */
export const passwordAgeAndErasure = (schema: string): string => `
alter table ${schema}.account
  add column password_set_at timestamptz,
  add column erased_at timestamptz,
  add constraint account_erased_opens_nothing check (
    erased_at is null
    or (disabled_at is not null and role is null and password_hash is null and totp_sealed is null and totp_pending is null)
  );
update ${schema}.account set password_set_at = clock_timestamp() where password_hash is not null;
alter table ${schema}.sign_in_policy
  add column password_days integer not null default 0 check (password_days between 0 and 730); -- 0: a password does not grow old
`;
