import { Algorithm, hash, verify } from '@node-rs/argon2';

/** OWASP's first choice for argon2id: 19 MiB, two passes, one lane; about 20 ms here. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Const enums do not survive isolated modules, so the algorithm is spelt by its number. */
const ARGON2ID = 2 satisfies Algorithm.Argon2id as Algorithm;

export const hashPassword = (password: string): Promise<string> => hash(password, { ...COST, algorithm: ARGON2ID });

export const passwordMatches = (passwordHash: string, password: string): Promise<boolean> =>
  verify(passwordHash, password);

let decoy: Promise<string> | undefined;

/** Spends the time of a real comparison, so that an unknown account answers no sooner than a known one. */
export async function compareWithNobody(password: string): Promise<false> {
  decoy ??= hashPassword('nobody has this password');
  await verify(await decoy, password);
  return false;
}
