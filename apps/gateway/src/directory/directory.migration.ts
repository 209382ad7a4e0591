/** Who calls the desk and whom the desk calls. Personal data stand here and in no fact, so that erasing a row erases the person. */
export const directory = (schema: string): string => `
create table ${schema}.contact (
  id text primary key,
  organisation text not null references ${schema}.organisation,
  department text not null,
  name text not null,
  phone text not null,
  noted_by text not null references ${schema}.account,
  noted_at timestamptz not null,
  unique (organisation, department, name, phone),
  constraint contact_says_something check (name <> '' or phone <> '')
);
create table ${schema}.call (
  organisation text not null references ${schema}.organisation,
  contract text not null,
  incident text not null,
  contact text references ${schema}.contact on delete set null,
  told text, -- whom the vendor was told through
  noted_by text not null references ${schema}.account,
  noted_at timestamptz not null,
  primary key (organisation, contract, incident)
);
create index call_by_contact on ${schema}.call (contact);
create table ${schema}.hotline (
  id text primary key,
  contract text not null,
  system text, -- null: for all systems of the contract
  name text not null check (name <> ''),
  phone text not null check (phone <> ''),
  added_by text not null references ${schema}.account,
  added_at timestamptz not null,
  unique nulls not distinct (contract, system, name, phone)
);`;
