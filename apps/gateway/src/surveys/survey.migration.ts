/** Rounds in which departments are asked, and a link for each: the link's secret opens one form, once, until the round closes. */
export const surveys = (schema: string): string => `
create table ${schema}.survey_round (
  id text primary key,
  contract text not null,
  contract_zh text not null,
  contract_en text not null,
  form text not null,
  clause text not null,
  title_zh text not null,
  title_en text not null,
  period text not null, -- of the figure that the answers go into
  event text,
  items text[] not null,
  item_max integer,
  organisation text not null references ${schema}.organisation,
  opened_by text not null references ${schema}.account,
  opened_at timestamptz not null,
  closes_at timestamptz not null check (closes_at >= opened_at),
  constraint survey_round_scores_or_event check (
    (event is null) = (item_max is not null) and (event is null) = (cardinality(items) > 0)
  )
);
create index survey_round_by_contract on ${schema}.survey_round (contract, opened_at);
create table ${schema}.survey_link (
  id text primary key,
  place bigint generated always as identity, -- in the order in which they were made
  round text not null references ${schema}.survey_round,
  department text not null check (department <> ''),
  secret_hash text not null unique check (length(secret_hash) = 64),
  issued_by text not null references ${schema}.account,
  issued_at timestamptz not null,
  revoked_at timestamptz,
  answered_at timestamptz,
  fact text unique,
  constraint survey_link_answered_by_a_fact check ((answered_at is null) = (fact is null))
);
create unique index survey_link_one_live on ${schema}.survey_link (round, department) where revoked_at is null;`;
