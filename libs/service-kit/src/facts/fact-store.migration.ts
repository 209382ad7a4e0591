import type { Migration } from '../runtime/migrate.js';

/** The tables that every service has. The contract leads each key, so that a table can be partitioned or spread by it. */
export const kitMigrations: readonly Migration[] = [
  { name: '2026-11-20-copies', sql: copies },
  { name: '2026-11-20-fact-store', sql: factStore },
  { name: '2026-11-20-fact-store-append', sql: appendFacts },
  { name: '2026-11-20-signals-and-leases', sql: signalsAndLeases },
];

function factStore(schema: string): string {
  return `
create table ${schema}.head (
  contract text primary key,
  position bigint not null default 0,
  hash bytea not null default '',
  relayed bigint not null default 0,
  check (relayed <= position)
) with (fillfactor = 50); -- one row a contract, updated by every command: room for HOT updates

create table ${schema}.fact (
  contract text not null,
  position bigint not null check (position > 0),
  id text not null,
  type text not null,
  hash bytea not null,
  body text not null, -- canonical JSON, the bytes that are chained and exported; jsonb would not keep them
  primary key (contract, position),
  unique (contract, id)
);

create table ${schema}.fact_text (
  contract text not null,
  fact text not null,
  field text not null,
  text text,
  salt bytea not null,
  erased_at timestamptz,
  erased_reason text,
  primary key (contract, fact, field),
  check ((text is null) = (erased_at is not null) and (erased_at is null) = (erased_reason is null))
);

create table ${schema}.once (
  contract text not null,
  key text not null,
  fact text not null,
  primary key (contract, key)
);

create table ${schema}.command (
  contract text not null,
  command_id text not null,
  body_hash bytea not null,
  position bigint not null,
  reply text not null,
  primary key (contract, command_id)
);`;
}

/**
 * One command, one statement, one round trip. The head row is locked first and until commit: a contract's positions have no gaps and stand in
 * commit order, and what is looked up below it cannot change under us. Inside a function each statement sees what was committed before it began,
 * so the checks after the wait for the lock are true ones; the unique keys hold all the same.
 * p_mark stands in bodies and reply wherever the instant of storing belongs: it is taken here, under the lock, and never serialised again.
 */
function appendFacts(schema: string): string {
  return `
create function ${schema}.append_facts(
  p_contract text, p_command text, p_body_hash bytea, p_expect bigint, p_mark text,
  p_ids text[], p_types text[], p_bodies text[], p_withdrawn text[],
  p_once_keys text[], p_once_facts text[], p_once_enforced boolean, p_release text[],
  p_text_facts text[], p_text_fields text[], p_texts text[], p_salts bytea[], p_reply text,
  out outcome text, out head bigint, out answer text, out taken_key text, out taken_by text
) language plpgsql as $$
declare
  last_hash bytea;
  prior record;
  stamp text;
  full_body text;
  inserted int;
begin
  select h.position, h.hash into head, last_hash from ${schema}.head h where h.contract = p_contract for update;
  if not found then
    insert into ${schema}.head (contract) values (p_contract) on conflict do nothing;
    select h.position, h.hash into head, last_hash from ${schema}.head h where h.contract = p_contract for update;
  end if;
  stamp := replace(to_char(clock_timestamp() at time zone interval '8 hours', 'YYYY-MM-DD"T"HH24:MI:SS.MS"+08:00"'), '.000+', '+');
  answer := replace(p_reply, p_mark, stamp);

  insert into ${schema}.command (contract, command_id, body_hash, position, reply)
    values (p_contract, p_command, p_body_hash, head + cardinality(p_ids), answer)
    on conflict do nothing;
  if not found then
    select c.body_hash, c.position, c.reply into prior
      from ${schema}.command c where c.contract = p_contract and c.command_id = p_command;
    if prior.body_hash = p_body_hash then
      outcome := 'repeated'; head := prior.position; answer := prior.reply;
    else
      outcome := 'command-conflict'; answer := null;
    end if;
    return;
  end if;

  if p_expect <> head then
    outcome := 'moved';
  elsif cardinality(p_release) > 0 or cardinality(p_withdrawn) > 0 then
    -- Looked up before anything is freed: a refusal must leave the keys as they are.
    if p_once_enforced then
      select o.key, o.fact into taken_key, taken_by from ${schema}.once o
        where o.contract = p_contract and o.key = any (p_once_keys)
          and not o.key = any (p_release) and not o.fact = any (p_withdrawn)
        order by array_position(p_once_keys, o.key) limit 1;
    end if;
    if taken_key is null then
      delete from ${schema}.once o
        where o.contract = p_contract and (o.key = any (p_release) or o.fact = any (p_withdrawn));
    else
      outcome := 'taken';
    end if;
  end if;
  if outcome is null and cardinality(p_once_keys) > 0 then
    insert into ${schema}.once (contract, key, fact)
      select p_contract, k, f from unnest(p_once_keys, p_once_facts) as o(k, f)
      on conflict do nothing;
    get diagnostics inserted = row_count;
    if p_once_enforced and inserted < cardinality(p_once_keys) then
      outcome := 'taken';
      select o.key, o.fact into taken_key, taken_by from ${schema}.once o
        where o.contract = p_contract and o.key = any (p_once_keys) and not o.fact = any (p_ids)
        order by array_position(p_once_keys, o.key) limit 1;
      delete from ${schema}.once o where o.contract = p_contract and o.key = any (p_once_keys) and o.fact = any (p_ids);
    end if;
  end if;
  if outcome is not null then
    -- Refusals are rare, so it is they that pay: the command was not done after all.
    delete from ${schema}.command c where c.contract = p_contract and c.command_id = p_command;
    answer := null;
    return;
  end if;

  for i in 1 .. cardinality(p_ids) loop
    head := head + 1;
    full_body := replace(p_bodies[i], p_mark, stamp);
    last_hash := sha256(last_hash || convert_to(full_body, 'UTF8'));
    insert into ${schema}.fact (contract, position, id, type, hash, body)
      values (p_contract, head, p_ids[i], p_types[i], last_hash, full_body);
  end loop;
  if cardinality(p_text_facts) > 0 then
    insert into ${schema}.fact_text (contract, fact, field, text, salt)
      select p_contract, f, n, t, s from unnest(p_text_facts, p_text_fields, p_texts, p_salts) as x(f, n, t, s);
  end if;
  update ${schema}.head h set position = head, hash = last_hash where h.contract = p_contract;
  outcome := 'appended';
end $$;`;
}

/** Facts of the other services. A copy and the position it stands for are one transaction; the chain is followed on the way in. */
function copies(schema: string): string {
  return `
create table ${schema}.consumed (
  contract text not null,
  service text not null,
  position bigint not null default 0,
  hash bytea not null default '',
  primary key (contract, service)
) with (fillfactor = 50);

create table ${schema}.copy (
  contract text not null,
  service text not null,
  position bigint not null,
  hash bytea not null,
  body text not null,
  texts jsonb not null,
  primary key (contract, service, position)
);

create function ${schema}.apply_copies(
  p_contract text, p_service text, p_positions bigint[], p_hashes bytea[], p_bodies text[], p_texts jsonb[],
  out verdict text, out head bigint, out applied int
) language plpgsql as $$
declare
  last_hash bytea;
begin
  applied := 0;
  verdict := 'applied';
  insert into ${schema}.consumed (contract, service) values (p_contract, p_service) on conflict do nothing;
  select c.position, c.hash into head, last_hash from ${schema}.consumed c
    where c.contract = p_contract and c.service = p_service for update;
  for i in 1 .. cardinality(p_positions) loop
    continue when p_positions[i] <= head; -- already here
    if p_positions[i] > head + 1 then
      verdict := 'gap';
      exit;
    end if;
    if sha256(last_hash || convert_to(p_bodies[i], 'UTF8')) <> p_hashes[i] then
      verdict := 'bent';
      exit;
    end if;
    insert into ${schema}.copy (contract, service, position, hash, body, texts)
      values (p_contract, p_service, p_positions[i], p_hashes[i], p_bodies[i], p_texts[i]);
    head := p_positions[i];
    last_hash := p_hashes[i];
    applied := applied + 1;
  end loop;
  if applied > 0 then
    update ${schema}.consumed c set position = head, hash = last_hash
      where c.contract = p_contract and c.service = p_service;
  end if;
end $$;`;
}

function signalsAndLeases(schema: string): string {
  return `
create table ${schema}.signal (
  contract text not null,
  id text not null,
  kind text not null,
  clause text not null,
  subject text not null,
  due_at timestamptz,
  mark text not null, -- the heads that outcome.changed was computed at; empty for all others
  payload text not null,
  raised_at timestamptz not null default clock_timestamp(),
  relayed boolean not null default false,
  primary key (contract, id),
  unique nulls not distinct (contract, clause, subject, due_at, kind, mark)
);
create index on ${schema}.signal (raised_at) where not relayed;

create table ${schema}.lease (
  contract text not null,
  name text not null,
  holder text not null,
  until timestamptz not null,
  primary key (contract, name)
);`;
}
