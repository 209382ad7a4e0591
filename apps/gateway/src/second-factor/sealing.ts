import { Inject, Injectable } from '@nestjs/common';
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CONFIG, type GatewayConfig } from '../config.js';

const KEY_FILE = 'second-factor.key';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Secrets that have to be read again are sealed (AES-256-GCM) with a key that lies in the data folder, not in the database: a copy of either alone opens
 * nothing. The account's name is bound in, so that a sealed secret is good at no other account. A lost key means that second factors are set up anew.
 */
@Injectable()
export class Sealing {
  private key: Promise<Buffer> | undefined;

  constructor(@Inject(CONFIG) private readonly config: GatewayConfig) {}

  async seal(text: string, account: string): Promise<string> {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', await this.keyOfHouse(), nonce).setAAD(Buffer.from(account));
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64');
  }

  /** Null when it was sealed with another key, for another account, or changed. */
  async open(sealed: string, account: string): Promise<string | null> {
    const bytes = Buffer.from(sealed, 'base64');
    const [nonce, tag] = [bytes.subarray(0, NONCE_BYTES), bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES)];
    try {
      const decipher = createDecipheriv('aes-256-gcm', await this.keyOfHouse(), nonce, { authTagLength: TAG_BYTES });
      decipher.setAAD(Buffer.from(account)).setAuthTag(tag);
      return decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
    } catch {
      return null;
    }
  }

  private keyOfHouse(): Promise<Buffer> {
    this.key ??= this.readOrMake();
    return this.key;
  }

  /** Made by whoever comes first; another gateway of the same data folder then reads that one. */
  private async readOrMake(): Promise<Buffer> {
    const path = join(this.config.DATA_DIR, KEY_FILE);
    await mkdir(this.config.DATA_DIR, { recursive: true });
    await writeFile(path, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' }).catch((error: unknown) => {
      if ((error as { code?: unknown }).code !== 'EEXIST') throw error;
    });
    return Buffer.from(await readFile(path, 'utf8'), 'hex');
  }
}
