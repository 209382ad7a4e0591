import { Controller, Inject, Req, Res } from '@nestjs/common';
import { Readable } from 'node:stream';
import { CLOCK, type Clock } from '../config.js';
import { AuditRepository } from '../database/audit.repository.js';
import type { Answered } from '../door/answers.js';
import { callerOf, Through, type Door, type DoorReply, type DoorRequest } from '../door/door.js';
import { RefusedError } from '../door/refusals.js';
import { At } from '../door/route.js';
import { notOctets } from './evidence.refusals.js';
import { checkEvidence, downloadEvidence, uploadEvidence } from './evidence.routes.js';
import { EvidenceService } from './evidence.service.js';
import { typeByName } from './file-name.js';
import { fileTypes } from './file-types.js';

/** A line on which nothing comes for so long is taken for dead. */
const SILENCE_MS = 60_000;
const taken = new Set(fileTypes.map(({ mediaType }) => mediaType));

@Controller()
export class EvidenceController {
  constructor(
    private readonly evidence: EvidenceService,
    private readonly audit: AuditRepository,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @At(uploadEvidence)
  async upload(@Through() door: Door<typeof uploadEvidence>, @Req() request: DoorRequest): Promise<Answered<unknown>> {
    const source = request.body;
    if (!(source instanceof Readable)) return { ok: false, error: notOctets() };
    const { contract } = door.params;
    const refusal = await this.evidence.admit(door, contract, announced(request.headers['content-length']));
    if (refusal) return { ok: false, error: refusal };
    const named = typeByName(request.headers['x-file-name']);
    if ('refusal' in named) return { ok: false, error: named.refusal };
    request.raw.setTimeout(SILENCE_MS, () => request.raw.destroy());
    try {
      return await this.evidence.take(door, contract, named.type, source);
    } finally {
      request.raw.setTimeout(0);
    }
  }

  @At(downloadEvidence)
  async download(@Through() door: Door<typeof downloadEvidence>, @Res() reply: DoorReply): Promise<void> {
    const { contract, sha256 } = door.params;
    const opened = await this.evidence.open(door, contract, sha256);
    if (!opened.ok) throw new RefusedError(opened.error);
    const { content, bytes, mediaType, name } = opened.value;
    const { account, organisation } = callerOf(door).actor;
    await this.audit.add({
      atMs: this.clock(),
      action: 'evidence.downloaded',
      account,
      organisation,
      address: door.address,
      requestId: door.requestId,
      detail: { contract, sha256 },
    });
    content.on('error', (error) => door.log.warn({ err: error, contract, sha256 }, 'a download was cut'));
    void reply
      .header('Content-Type', taken.has(mediaType) ? mediaType : 'application/octet-stream')
      .header('Content-Length', bytes)
      .header('Content-Disposition', `attachment; filename*=UTF-8''${asHeader(name ?? sha256)}`)
      .header('Content-Security-Policy', "sandbox; default-src 'none'") // should a browser show it all the same
      .header('Cache-Control', 'no-store')
      .send(content);
  }

  @At(checkEvidence)
  async check(): Promise<Answered<unknown>> {
    return { ok: true, value: await this.evidence.check() };
  }
}

function announced(contentLength: string | undefined): number | null {
  const bytes = Number(contentLength);
  return contentLength === undefined || !Number.isSafeInteger(bytes) ? null : bytes;
}

/** RFC 5987: percent-encoded, with what encodeURIComponent leaves but a header must not hold. */
const asHeader = (name: string): string =>
  encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
