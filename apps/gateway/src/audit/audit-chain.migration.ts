/**
 * The audit becomes a chain like the facts': `hash` = sha256(previous hash ‖ body), positions without gaps, in the order of commit. What is searched by
 * is generated from the body, so that a column cannot say something else than what is chained. Rows are added by one function and never changed: a
 * trigger refuses it to everybody but who can drop the trigger, and that the chain shows. There is no way to delete, so nothing is kept for less than
 * the 180 days that are asked for.
 */
export const auditChain = (schema: string): string => `
alter table ${schema}.audit rename to audit_before;
alter index ${schema}.audit_by_time rename to audit_before_by_time;
alter table ${schema}.audit_before rename constraint audit_pkey to audit_before_pkey;

create table ${schema}.audit (
  position bigint primary key check (position > 0),
  hash bytea not null,
  body text not null, -- canonical JSON, the bytes that are chained and exported
  at text not null generated always as ((body::jsonb) ->> 'at') stored, -- +08:00 to the millisecond: sorts as text
  action text not null generated always as ((body::jsonb) ->> 'action') stored,
  account text generated always as ((body::jsonb) ->> 'account') stored,
  organisation text generated always as ((body::jsonb) ->> 'organisation') stored,
  address text generated always as ((body::jsonb) ->> 'address') stored,
  about_account text generated always as ((body::jsonb) #>> '{detail,account}') stored,
  contract text generated always as ((body::jsonb) #>> '{detail,contract}') stored
);
create index audit_by_time on ${schema}.audit (at);
create index audit_by_account on ${schema}.audit (account, position);
create index audit_by_contract on ${schema}.audit (contract, position) where contract is not null;

create table ${schema}.audit_head (
  single boolean primary key check (single),
  position bigint not null,
  hash bytea not null
);
insert into ${schema}.audit_head (single, position, hash) values (true, 0, '');

create function ${schema}.append_audit(p_body text, out place bigint, out link bytea) language plpgsql as $$
begin
  select h.position + 1, sha256(h.hash || convert_to(p_body, 'UTF8')) into place, link
    from ${schema}.audit_head h where h.single for update;
  insert into ${schema}.audit (position, hash, body) values (place, link, p_body);
  update ${schema}.audit_head h set position = place, hash = link where h.single;
end $$;

do $$
declare old record;
begin
  for old in select * from ${schema}.audit_before order by id loop
    perform ${schema}.append_audit(jsonb_strip_nulls(jsonb_build_object(
      'at', to_char(old.at at time zone interval '8 hours', 'YYYY-MM-DD"T"HH24:MI:SS.MS"+08:00"'),
      'action', old.action, 'account', old.account, 'organisation', old.organisation, 'address', old.address,
      'requestId', old.request_id, 'detail', old.detail))::text);
  end loop;
end $$;
drop table ${schema}.audit_before;

create function ${schema}.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the audit is only ever added to' using errcode = 'insufficient_privilege';
end $$;
create trigger audit_is_kept before update or delete on ${schema}.audit
  for each row execute function ${schema}.refuse_change();
create trigger audit_is_kept_whole before truncate on ${schema}.audit
  for each statement execute function ${schema}.refuse_change();`;
