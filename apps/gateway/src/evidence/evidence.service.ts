import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { EvidenceFile, Fact } from '@weibao/exchange';
import type { RecordedFactPage, Refusal } from '@weibao/messages';
import { LOGGER, type Logger } from '@weibao/service-kit';
import type { Readable } from 'node:stream';
import { CLOCK, CONFIG, type Clock, type GatewayConfig } from '../config.js';
import type { Answered } from '../door/answers.js';
import { callerOf, type Door } from '../door/door.js';
import { ServiceRequests } from '../door/service-requests.js';
import { contentRefusal } from './content-check.js';
import { EVIDENCE_STORE, FileTooLarge, type EvidenceStore, type StagedFile } from './evidence-store.js';
import { cutOff, damaged, diskFull, noEvidence, notUploaded, quotaReached, tooLarge } from './evidence.refusals.js';
import { EvidenceRepository } from './evidence.repository.js';
import type { FileType } from './file-types.js';

const MB = 1024 * 1024;
type Asking = Pick<Door, 'caller' | 'requestId' | 'commandId'>;
const refused = (error: Refusal): { ok: false; error: Refusal } => ({ ok: false, error });

export interface OpenedEvidence {
  content: Readable;
  bytes: number;
  mediaType: string;
  name: string | null; // null: nobody named it, or its name was erased
}

/** Takes files in, and gives them out to those whose contract's record names them. What they prove is said by facts, not here. */
@Injectable()
export class EvidenceService implements OnModuleInit {
  constructor(
    @Inject(EVIDENCE_STORE) private readonly store: EvidenceStore,
    @Inject(CONFIG) private readonly config: GatewayConfig,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly log: Logger,
    private readonly repository: EvidenceRepository,
    private readonly requests: ServiceRequests,
  ) {}

  onModuleInit(): Promise<void> {
    return this.store.sweep();
  }

  /** Whether so much may come to this contract; asked before the first byte is taken. */
  async admit(door: Asking, contract: string, announcedBytes: number | null): Promise<Refusal | null> {
    const asked = await this.requests.query('billing.contract.get', door, contract, {});
    if (!asked.ok) return asked.error;
    const mostBytes = this.config.EVIDENCE_FILE_MB * MB;
    if (announcedBytes !== null && announcedBytes > mostBytes) return tooLarge(mostBytes);
    const quotaBytes = this.config.EVIDENCE_QUOTA_MB * MB;
    return (await this.repository.usedBytes(contract)) >= quotaBytes ? quotaReached(contract, quotaBytes) : null;
  }

  async take(
    door: Asking,
    contract: string,
    type: FileType,
    source: Readable,
  ): Promise<Answered<{ evidence: EvidenceFile }>> {
    let staged: StagedFile;
    try {
      staged = await this.store.stage(source, this.config.EVIDENCE_FILE_MB * MB);
    } catch (error) {
      if (error instanceof FileTooLarge) return refused(tooLarge(error.mostBytes));
      if ((error as NodeJS.ErrnoException).code === 'ENOSPC') return refused(diskFull());
      if (source.errored) return refused(cutOff()); // nobody is there to hear it
      throw error;
    }
    try {
      const refusal = await contentRefusal(staged, type);
      if (refusal) {
        await staged.discard();
        return refused(refusal);
      }
      return await this.keep(door, contract, type, staged);
    } catch (error) {
      await staged.discard();
      throw error;
    }
  }

  private async keep(door: Asking, contract: string, { mediaType }: FileType, staged: StagedFile) {
    const { sha256, bytes } = staged;
    const { account } = callerOf(door).actor;
    const quotaBytes = this.config.EVIDENCE_QUOTA_MB * MB;
    const row = { contract, sha256, bytes, mediaType, account, uploadedAtMs: this.clock() };
    if (await this.repository.add(row, quotaBytes, () => staged.keep()))
      return { ok: true, value: { evidence: { sha256, bytes, mediaType } } } as const;
    await staged.discard();
    return refused(quotaReached(contract, quotaBytes));
  }

  /** Open to whoever may read a fact of this contract that names the file: foreign, absent and unnamed are one answer. */
  async open(door: Asking, contract: string, sha256: string): Promise<Answered<OpenedEvidence>> {
    const asked = await this.requests.query<RecordedFactPage>('billing.fact.list', door, contract, {
      evidence: sha256,
      limit: 1,
    });
    if (!asked.ok) return refused(asked.error);
    const named = asked.result.facts[0];
    const known = await this.repository.known(contract, [sha256]);
    if (!named || !known.has(sha256)) return refused(noEvidence(sha256));
    const real = await this.store.sha256Of(sha256);
    const content = real === sha256 ? await this.store.open(sha256) : null;
    if (!content) {
      await this.noteDamage(sha256, [contract], real === null ? 'missing' : 'changed');
      return refused(damaged(sha256));
    }
    return { ok: true, value: { content, ...describedBy(named.fact, sha256) } };
  }

  /** Null, or a refusal that names each file under `evidence` that was not uploaded to this contract. */
  async citedRefusal(
    contract: string,
    fact: { evidence?: readonly EvidenceFile[] | undefined },
  ): Promise<Refusal | null> {
    const files = fact.evidence ?? [];
    const known = await this.repository.known(
      contract,
      files.map(({ sha256 }) => sha256),
    );
    const faults = files.flatMap(({ sha256 }, index) =>
      known.has(sha256)
        ? []
        : [
            {
              place: `body.fact.evidence[${index}].sha256`,
              message: `expected a file of this contract, got ${sha256}`,
            },
          ],
    );
    return faults.length === 0 ? null : notUploaded(faults);
  }

  /** Reads every file. What is damaged is marked until it is whole again. */
  async check() {
    const listed = await this.repository.all();
    const found = { checked: 0, damaged: [] as typeof listed, missing: [] as typeof listed, unlisted: 0 };
    for (const file of listed) {
      const real = await this.store.sha256Of(file.sha256);
      found.checked += 1;
      if (real === file.sha256) await this.repository.mark(file.sha256, null);
      else {
        (real === null ? found.missing : found.damaged).push(file);
        await this.noteDamage(file.sha256, file.contracts, real === null ? 'missing' : 'changed');
      }
    }
    const names = new Set(listed.map(({ sha256 }) => sha256));
    for await (const sha256 of this.store.all()) if (!names.has(sha256)) found.unlisted += 1;
    return found;
  }

  private async noteDamage(sha256: string, contracts: string[], what: 'missing' | 'changed'): Promise<void> {
    this.log.error({ code: 'EVIDENCE.DAMAGED', sha256, contracts, what }, 'a file of the evidence is not what it was');
    await this.repository.mark(sha256, this.clock());
  }
}

/** Size, type and name of a file as the fact that names it says; the names stand one a line, in the order of the files. */
function describedBy(fact: Fact, sha256: string): Omit<OpenedEvidence, 'content'> {
  const files = fact.evidence ?? [];
  const place = files.findIndex((file) => file.sha256 === sha256);
  const name = fact.fileName?.split('\n')[place]?.trim();
  const erased = name === undefined || name === '' || /^sha256:[0-9a-f]{64}$/.test(fact.fileName ?? '');
  return {
    bytes: files[place]?.bytes ?? 0,
    mediaType: files[place]?.mediaType ?? 'application/octet-stream',
    name: erased ? null : name,
  };
}
