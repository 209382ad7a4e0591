/**
 * The sheet of a shift's handover, beside people's data: who was on duty is about people, and notes are free text, so that neither is a fact. What was signed
 * does not change: a trigger lets through the one signature that is still missing, that it was recorded, and the erasing of texts.
 */
export const handovers = (schema: string): string => `
create table ${schema}.handover (
  id text primary key,
  organisation text not null references ${schema}.organisation,
  command_id text not null,
  handed_over_by text not null references ${schema}.account,
  handed_over_role text not null,
  handed_over_at timestamptz not null,
  until timestamptz not null,
  contracts text[] not null, -- those that the signatures are recorded in
  items jsonb not null, -- as the lists were at the moment of signing
  notes text, -- null: erased
  taken_back_at timestamptz,
  taken_over_by text references ${schema}.account,
  taken_over_role text,
  taken_over_at timestamptz,
  remark text, -- null: not taken over, or erased
  recorded_at timestamptz, -- from when it stands in the record of all its contracts
  erased_by text references ${schema}.account,
  erased_at timestamptz,
  unique (handed_over_by, command_id),
  constraint handover_looks_ahead check (until > handed_over_at),
  constraint handover_takes_two check (taken_over_by <> handed_over_by),
  constraint handover_is_signed_whole check (
    (taken_over_by is null) = (taken_over_at is null) and (taken_over_by is null) = (taken_over_role is null)
  ),
  constraint handover_ends_once check (taken_back_at is null or taken_over_at is null),
  constraint handover_is_recorded_when_signed check (recorded_at is null or taken_over_at is not null),
  constraint handover_is_erased_whole check (
    (erased_by is null) = (erased_at is null) and (erased_at is null) = (notes is not null)
    and (erased_at is null or remark is null)
  )
);
create index handover_by_organisation on ${schema}.handover (organisation, handed_over_at desc);
create index handover_open on ${schema}.handover (organisation) where taken_back_at is null and recorded_at is null;

create function ${schema}.keep_handover() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE'
    or (new.id, new.organisation, new.command_id, new.handed_over_by, new.handed_over_role, new.handed_over_at, new.until,
        new.contracts, new.items) is distinct from
       (old.id, old.organisation, old.command_id, old.handed_over_by, old.handed_over_role, old.handed_over_at, old.until,
        old.contracts, old.items)
    or (old.taken_back_at is not null and new.taken_back_at is distinct from old.taken_back_at)
    or (old.taken_over_at is not null and (new.taken_over_by, new.taken_over_role, new.taken_over_at) is distinct from
       (old.taken_over_by, old.taken_over_role, old.taken_over_at))
    or (old.recorded_at is not null and new.recorded_at is distinct from old.recorded_at)
    or (old.erased_at is not null and (new.erased_by, new.erased_at) is distinct from (old.erased_by, old.erased_at))
    or (new.erased_at is null and new.notes is distinct from old.notes)
    or (new.erased_at is null and old.taken_over_at is not null and new.remark is distinct from old.remark)
  then
    raise exception 'a handover that was signed stays as it was signed' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger handover_is_kept before update or delete on ${schema}.handover
  for each row execute function ${schema}.keep_handover();`;
