import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '../config.js';
import { factorUri, newFactorSecret, newRecoveryCodes, stepOfCode } from './one-time-code.js';
import { Sealing } from './sealing.js';
import { SecondFactorRepository } from './second-factor.repository.js';

/** The second step of signing in: a code of a telephone (RFC 6238), or one of ten recovery codes. Each is good once. */
@Injectable()
export class SecondFactor {
  constructor(
    private readonly factors: SecondFactorRepository,
    private readonly sealing: Sealing,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** A secret to be scanned or typed; nothing is asked at sign-in before a code of it was given. */
  async begin(account: string): Promise<{ secret: string; uri: string }> {
    const secret = newFactorSecret();
    await this.factors.begin(account, await this.sealing.seal(secret, account));
    return { secret, uri: factorUri(secret, account) };
  }

  /** The recovery codes, this once; null when the code is not one of the pending secret. */
  async confirm(account: string, code: string): Promise<string[] | null> {
    const { pending, sealed } = await this.factors.of(account);
    const secret = pending === null || sealed !== null ? null : await this.sealing.open(pending, account);
    const step = secret === null ? null : stepOfCode(secret, code, this.clock(), null);
    if (step === null) return null;
    const codes = newRecoveryCodes();
    await this.factors.confirm(account, step, codes);
    return codes;
  }

  /** Spends a code. `recovery`: it was one of the ten. */
  async spend(account: string, code: string): Promise<'code' | 'recovery' | null> {
    const { sealed, lastStep } = await this.factors.of(account);
    if (sealed === null) return null;
    const secret = await this.sealing.open(sealed, account);
    const step = secret === null ? null : stepOfCode(secret, code.replace(/\s/g, ''), this.clock(), lastStep);
    if (step !== null) return (await this.factors.spendStep(account, step)) ? 'code' : null;
    return (await this.factors.spendRecoveryCode(account, code, this.clock())) ? 'recovery' : null;
  }
}
