import type { Role } from '@weibao/messages';

/** How long a one-time password waits to be replaced. */
export const ONE_TIME_MS = 72 * 3_600_000;
/** The least that the security administrator may ask for, and the most: beyond that people write it on the screen. */
export const LENGTHS = { least: 12, most: 64 } as const;

/** Beginnings of what people choose when twelve signs are asked for. Long lists of leaked passwords are shorter than twelve for the most part. */
const common = [
  ...['password', 'passw0rd', 'p@ssw0rd', 'p@ssword', 'admin', 'administrator', 'welcome', 'changeme', 'letmein'],
  ...['qwerty', 'qwertyuiop', '1qaz2wsx', '1q2w3e4r', 'asdfghjkl', 'zxcvbnm', 'iloveyou', 'abc123', 'a1b2c3d4'],
  ...['hospital', 'yiyuan', 'weibao', 'xinxike', 'woaini', 'zaq12wsx', 'test', 'root', 'system', 'master'],
];
const runs = ['0123456789', 'abcdefghijklmnopqrstuvwxyz', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm'];

/** What is wrong with a password somebody chose: all of it, in both languages. Composition rules are left out on purpose; length and not being guessable is what counts. */
export function passwordFaults(
  password: string,
  about: { account: string; leastLength: number },
): { zh: string; en: string }[] {
  const faults: { zh: string; en: string }[] = [];
  const plain = password.toLowerCase();
  if ([...password].length < about.leastLength)
    faults.push({
      zh: `至少 ${about.leastLength} 个字符，现为 ${[...password].length} 个`,
      en: `at least ${about.leastLength} characters, got ${[...password].length}`,
    });
  if (about.account.length >= 3 && plain.includes(about.account.toLowerCase()))
    faults.push({ zh: '不能包含账号名', en: 'must not contain the account name' });
  if (new Set(plain).size < 5)
    faults.push({ zh: '重复字符过多，至少要有 5 种不同字符', en: 'needs 5 different characters at least' });
  if (isGuessable(plain))
    faults.push({
      zh: '属于常见密码，或主要由连续字符组成，容易被猜中',
      en: 'is a common password, or mostly a run of neighbouring keys, and easily guessed',
    });
  return faults;
}

/** A common word or runs of neighbouring signs, and fewer than six signs beside them. */
function isGuessable(plain: string): boolean {
  let rest = plain;
  for (const word of [...common].sort((a, b) => b.length - a.length)) rest = rest.replaceAll(word, '');
  for (const run of runs.flatMap((one) => [one, [...one].reverse().join('')]))
    for (let length = run.length; length >= 4; length -= 1)
      for (let at = 0; at + length <= run.length; at += 1) rest = rest.replaceAll(run.slice(at, at + length), '');
  return rest !== plain && rest.replace(/[^\p{L}]/gu, '').length < 6;
}

/**
 * When a person's password has grown old and has to be replaced, under the house's rule of so many days; null where there is no such rule. A wall has no
 * keyboard: its account is left out, and so is one whose password was set before anybody noted when.
 */
export function passwordEndsAtMs(setAtMs: number | null, days: number, role: Role): number | null {
  return days === 0 || setAtMs === null || role === 'wall' ? null : setAtMs + days * 86_400_000;
}
