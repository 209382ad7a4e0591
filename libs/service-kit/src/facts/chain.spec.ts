import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { chainFault, chainHash, type Link } from './chain.js';

const sha256 = (...parts: (string | Buffer)[]) => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

function chain(...bodies: string[]): Link[] {
  let hash = '';
  return bodies.map((body, index) => ({ position: index + 1, body, hash: (hash = chainHash(hash, body)) }));
}

describe('chainHash', () => {
  it('is sha256 over the bytes of the previous hash and of the body; the first has nothing before it', () => {
    const first = sha256('{"a":1}');
    expect(chainHash('', '{"a":1}')).toBe(first.toString('hex'));
    expect(chainHash(first.toString('hex'), '{"b":"病"}')).toBe(sha256(first, '{"b":"病"}').toString('hex'));
  });
});

describe('chainFault', () => {
  const [one, two, three] = chain('a', 'b', 'c') as [Link, Link, Link];

  it('finds nothing in a chain that holds, whole or from a link on', () => {
    expect(chainFault([])).toBeNull();
    expect(chainFault([one, two, three])).toBeNull();
    expect(chainFault([two, three], one)).toBeNull();
  });

  it.each([
    ['a changed body', [one, { ...two, body: 'B' }, three], { position: 2, fault: 'bent' }],
    [
      'a changed body with a hash made to fit',
      [one, { ...two, body: 'B', hash: chainHash(one.hash, 'B') }, three],
      { position: 3, fault: 'bent' },
    ],
    ['a missing position', [one, three], { position: 3, fault: 'gap' }],
    ['a missing first', [two, three], { position: 2, fault: 'gap' }],
    ['two that changed places', [two, one], { position: 2, fault: 'gap' }],
    ['one that stands twice', [one, one], { position: 1, fault: 'gap' }],
  ])('names the first position that does not hold: %s', (_what, links, fault) => {
    expect(chainFault(links as Link[])).toEqual(fault);
  });
});
