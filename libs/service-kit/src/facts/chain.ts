import { createHash } from 'node:crypto';

/** One link: `hash` is hex sha256(previous hash ‖ body), the first one's previous hash is empty. */
export interface Link {
  position: number;
  hash: string;
  body: string;
}

export function chainHash(previousHex: string, body: string): string {
  return createHash('sha256').update(Buffer.from(previousHex, 'hex')).update(body, 'utf8').digest('hex');
}

export type ChainFault = { position: number; fault: 'gap' | 'bent' };

/** Follows the chain over consecutive links; null when it holds. `from` is the last link before them. */
export function chainFault(
  links: readonly Link[],
  from: { position: number; hash: string } = { position: 0, hash: '' },
): ChainFault | null {
  let { position, hash } = from;
  for (const link of links) {
    if (link.position !== position + 1) return { position: link.position, fault: 'gap' };
    if (chainHash(hash, link.body) !== link.hash) return { position: link.position, fault: 'bent' };
    ({ position, hash } = link);
  }
  return null;
}
