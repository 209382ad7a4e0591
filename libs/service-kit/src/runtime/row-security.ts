import { isContractId } from '@weibao/messages';
import pg from 'pg';

/** Whom a person's read runs as: may see, of the tables with a contract, the rows of the contracts that the transaction names, and nothing else. */
export const readerOf = (schema: string): string => `weibao_${schema}_reader`;

/**
 * Row security for every table of a schema that has a column `contract`, whoever made it: forced, since owners would pass by it, with a policy for the
 * owner (relay, watch, commands) and one for the reader. Repeated at each start, it changes only what is not so yet: a table that was added, an owner
 * that was changed, a role that a restored database came without.
 */
export const rowSecurity = (schema: string): string => `
do $$
declare
  reader text := '${readerOf(schema)}';
  owned record;
begin
  if not exists (select 1 from pg_roles where rolname = reader) then
    begin
      execute format('create role %I nologin', reader);
    exception
      when duplicate_object or unique_violation then null; -- another database of this server made it just now
      when insufficient_privilege then
        raise exception 'the role % does not exist and % may not make it', reader, current_user
          using hint = 'docs/operations.md tells what the administrator of PostgreSQL runs once';
    end;
  end if;
  if not pg_has_role(current_user, reader, 'MEMBER') then
    execute format('grant %I to %I', reader, current_user);
  end if;
  if not has_schema_privilege(reader, '${schema}', 'usage') then
    execute format('grant usage on schema ${schema} to %I', reader);
  end if;
  for owned in
    select c.oid, format('${schema}.%I', c.relname) as name, c.relowner, c.relrowsecurity and c.relforcerowsecurity as forced
    from pg_class c
    where c.relnamespace = '${schema}'::regnamespace and c.relkind in ('r', 'p')
      and exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'contract' and not a.attisdropped)
  loop
    if not owned.forced then
      execute format('alter table %s enable row level security, force row level security', owned.name);
    end if;
    if not exists (select 1 from pg_policy p where p.polrelid = owned.oid and p.polname = 'owner' and p.polroles = array[owned.relowner]) then
      execute format('drop policy if exists owner on %s', owned.name);
      execute format('create policy owner on %s to %s using (true) with check (true)', owned.name, owned.relowner::regrole);
    end if;
    if not exists (select 1 from pg_policy p where p.polrelid = owned.oid and p.polname = 'reader') then
      -- The inner select is computed once a statement, not once a row.
      execute format(
        'create policy reader on %s for select to %I using (contract = any ((select string_to_array(current_setting(''weibao.contracts'', true), '',''))::text[]))',
        owned.name, reader);
    end if;
    if not has_table_privilege(reader, owned.oid, 'select') then
      execute format('grant select on %s to %I', owned.name, reader);
    end if;
  end loop;
end $$`;

type Connected = (
  error: Error | undefined,
  client: pg.PoolClient | undefined,
  release: (fault?: Error) => void,
) => void;

/** Connections for people's reads. Each that is taken is a transaction of the reader, on the contracts that the read is about; it ends when it is given back. */
export class ReaderPool extends pg.Pool {
  constructor(
    options: pg.PoolConfig,
    private readonly schema: string,
    private readonly contractsNow: () => readonly string[],
  ) {
    super(options);
  }

  override connect(): Promise<pg.PoolClient>;
  override connect(callback: Connected): void;
  override connect(callback?: Connected): Promise<pg.PoolClient> | void {
    const begun = this.begun(this.contractsNow());
    if (!callback) return begun;
    begun.then(
      (client) => callback(undefined, client, (fault) => client.release(fault)),
      (error: Error) => callback(error, undefined, () => undefined),
    );
  }

  private async begun(contracts: readonly string[]): Promise<pg.PoolClient> {
    const client = await super.connect();
    const release = client.release.bind(client);
    try {
      await client.query(beginReading(this.schema, contracts));
    } catch (error) {
      release(error as Error);
      throw error;
    }
    client.release = (fault) => {
      if (fault) return release(fault);
      client.query('commit').then(
        () => release(),
        (error: Error) => release(error),
      );
    };
    return client;
  }
}

/** One round trip. Contract ids hold no comma and no quote; what is none is a fault of ours. */
function beginReading(schema: string, contracts: readonly string[]): string {
  const wrong = contracts.find((contract) => !isContractId(contract));
  if (wrong !== undefined) throw new Error(`${wrong} is no contract id`);
  return `begin read only; set local role ${readerOf(schema)}; set local weibao.contracts = '${contracts.join(',')}'`;
}
