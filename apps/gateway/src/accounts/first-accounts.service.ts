import { Inject, Injectable } from '@nestjs/common';
import { Database, LOGGER, type Logger } from '@weibao/service-kit';
import { randomInt } from 'node:crypto';
import { access, mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CLOCK, CONFIG, type Clock, type GatewayConfig } from '../config.js';
import type { AccessTables } from '../database/access.tables.js';
import { TokenRepository } from '../tokens/token.repository.js';
import { AccountRepository, type Account } from './account.repository.js';
import { demoAccounts, demoOrganisations, PLATFORM } from './demo-organisations.js';
import { hashPassword } from './password.js';

const FILE_OF_DEMO = 'demo-accounts.json';
const FILE_OF_FIRST = 'first-administrator.json';

/** Letters and digits that are not mistaken for each other when typed from paper; 16 of 31 are 79 bits. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';
const newPassword = (): string =>
  Array.from({ length: 4 }, () => Array.from({ length: 4 }, () => LETTERS[randomInt(LETTERS.length)]).join('')).join(
    '-',
  );

/**
 * Who can sign in on the first day. With DEMO=1 the demo accounts, else one administrator if there is nobody at all.
 * Passwords are random for each installation and stand in one file of the data folder (mode 0600). A deleted file means new passwords at the next start.
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
  ) {}

  async ensure(): Promise<void> {
    // A second gateway that starts at the same time waits here and then finds everything done.
    await this.database.transaction(async (client) => {
      await client.query(`select pg_advisory_xact_lock(hashtextextended('weibao-first-accounts', 0))`);
      if (this.config.DEMO === '1') await this.ensureDemo();
      else if (await this.accounts.isEmpty()) await this.createFirstAdministrator();
    });
  }

  private async ensureDemo(): Promise<void> {
    const path = join(this.config.DATA_DIR, FILE_OF_DEMO);
    const known = new Set(await this.accounts.names({ demo: true }));
    if ((await exists(path)) && demoAccounts.every((account) => known.has(account.name))) return;
    const withPasswords = await this.store(demoAccounts);
    await this.tokens.revokeAllNamed(DEMO_TOKEN, this.clock());
    const token = await this.tokens.create({
      name: DEMO_TOKEN,
      account: 'admin',
      contracts: ['*'],
      actions: ['*'],
      createdBy: 'admin',
      createdAtMs: this.clock(),
      expiresAtMs: null,
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

  private async createFirstAdministrator(): Promise<void> {
    const [admin] = await this.store([
      { name: 'admin', organisation: PLATFORM.id, role: 'administrator', nameZh: '系统管理员', demo: false },
    ]);
    await this.write(join(this.config.DATA_DIR, FILE_OF_FIRST), { account: admin?.name, password: admin?.password });
    this.log.info({ file: FILE_OF_FIRST }, 'the first administrator is ready');
  }

  private async store(accounts: readonly Account[]): Promise<(Account & { password: string })[]> {
    const withPasswords = await Promise.all(
      accounts.map(async (account) => {
        const password = newPassword();
        return { ...account, password, passwordHash: await hashPassword(password) };
      }),
    );
    await this.accounts.put(this.config.DEMO === '1' ? demoOrganisations : [PLATFORM], withPasswords);
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

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
