import { Inject, Injectable } from '@nestjs/common';
import { Database, LOGGER, type Logger } from '@weibao/service-kit';
import { access, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CLOCK, CONFIG, type Clock, type GatewayConfig } from '../config.js';
import type { AccessTables } from '../database/access.tables.js';
import { AuditRepository } from '../database/audit.repository.js';
import { TokenRepository } from '../tokens/token.repository.js';
import { LONGEST_TOKEN_DAYS } from '../tokens/token.rules.js';
import { AccountRepository, type Account } from './account.repository.js';
import { administratorAccounts, demoAccounts, demoOrganisations, PLATFORM } from './demo-organisations.js';
import { newOneTimePassword } from './one-time-password.js';
import { hashPassword } from './password.js';
import { ONE_TIME_MS } from './password.rules.js';

const FILE_OF_DEMO = 'demo-accounts.json';
const FILE_OF_FIRST = 'first-administrators.json';

/**
 * Who can sign in on the first day. With DEMO=1 the demo accounts; else an administrator for each of the three offices that nobody holds, whose one-time
 * passwords have to be replaced at the first sign-in. An office is empty at the very first start, and when NEW_PASSWORD_FOR names its holder: whoever can
 * set that and read the data folder owns the machine. Passwords are random and stand in one file of the data folder (mode 0600); that of the
 * administrators goes when all have one of their own, the deleted one of the demo means new passwords at the next start.
 */
@Injectable()
export class FirstAccounts {
  constructor(
    @Inject(CONFIG) private readonly config: GatewayConfig,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly log: Logger,
    private readonly database: Database<AccessTables>,
    private readonly accounts: AccountRepository,
    private readonly tokens: TokenRepository,
    private readonly audit: AuditRepository,
  ) {}

  async ensure(): Promise<void> {
    // A second gateway that starts at the same time waits here and then finds everything done.
    await this.database.transaction(async (client) => {
      await client.query(`select pg_advisory_xact_lock(hashtextextended('weibao-first-accounts', 0))`);
      if (this.config.DEMO === '1') await this.ensureDemo();
      else await this.ensureAdministrators();
    });
  }

  private async ensureDemo(): Promise<void> {
    const path = join(this.config.DATA_DIR, FILE_OF_DEMO);
    const known = new Set(await this.accounts.names({ demo: true }));
    const nowMs = this.clock();
    const isComplete = demoAccounts.every((account) => known.has(account.name));
    if ((await exists(path)) && isComplete && (await this.tokens.livesNamed(DEMO_TOKEN, demoTokenActions, nowMs)))
      return;
    const withPasswords = await this.store(demoAccounts, null);
    await this.tokens.revokeAllNamed(DEMO_TOKEN, nowMs);
    const token = await this.tokens.create({
      name: DEMO_TOKEN,
      account: 'admin',
      contracts: ['*'],
      actions: demoTokenActions,
      createdBy: 'admin',
      createdAtMs: nowMs,
      expiresAtMs: nowMs + LONGEST_TOKEN_DAYS * 86_400_000,
    });
    await this.write(path, {
      accounts: withPasswords.map(({ name, password, nameZh, role, organisation }) => ({
        account: name,
        password,
        nameZh,
        role,
        organisation,
      })),
      token: { account: 'admin', secret: token.secret },
    });
    this.log.info({ accounts: withPasswords.length, file: FILE_OF_DEMO }, 'demo accounts are ready');
  }

  private async ensureAdministrators(): Promise<void> {
    if ((await this.accounts.names({ demo: true })).length > 0) return; // a demo that is shut; npm run reset makes a house of one's own of it
    const path = join(this.config.DATA_DIR, FILE_OF_FIRST);
    const { NEW_PASSWORD_FOR: named } = this.config;
    const wanted: Account[] = [];
    for (const account of administratorAccounts(false)) {
      const holders = await this.accounts.holding(account.role, { demo: false });
      if (holders.length === 0) wanted.push(account);
      else if (named !== undefined && holders.includes(named)) wanted.push({ ...account, name: named });
    }
    if (wanted.length === 0) return this.forgetReplaced(path);
    const made = await this.store(wanted, this.clock() + ONE_TIME_MS);
    const accounts = made.map(({ name, password, nameZh, role }) => ({ account: name, password, nameZh, role }));
    await this.write(path, { accounts });
    for (const { account } of accounts)
      await this.audit.add({ atMs: this.clock(), action: 'password.given-at-start', detail: { account } });
    this.log.info({ file: FILE_OF_FIRST, accounts: accounts.length }, 'administrators have a one-time password');
  }

  private async forgetReplaced(path: string): Promise<void> {
    const waiting = (await this.accounts.list()).some(({ oneTimeUntilMs, role }) => oneTimeUntilMs !== null && role);
    if (!waiting) await rm(path, { force: true });
  }

  private async store(
    accounts: readonly Account[],
    oneTimeUntilMs: number | null,
  ): Promise<(Account & { password: string })[]> {
    const withPasswords = await Promise.all(
      accounts.map(async (account) => {
        const password = newOneTimePassword();
        return { ...account, password, oneTimeUntilMs, passwordHash: await hashPassword(password) };
      }),
    );
    await this.accounts.putFirst(
      this.config.DEMO === '1' ? demoOrganisations : [PLATFORM],
      withPasswords,
      this.clock(),
    );
    return withPasswords;
  }

  /** Written beside and renamed, so that a reader never finds half a file. */
  private async write(path: string, content: unknown): Promise<void> {
    await mkdir(this.config.DATA_DIR, { recursive: true });
    await writeFile(`${path}.new`, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
    await rename(`${path}.new`, path);
  }
}

const DEMO_TOKEN = 'demo-administrator';
/** For loading the demo data and for `replay --server`: contracts, imports, what trials come to. Neither people nor rights, tokens, devices or the audit. */
const demoTokenActions = [
  'billing.contract.*',
  'billing.outcome.get',
  'billing.facts.export',
  'facts.import',
  'directory.*',
  'stream.read',
];

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
