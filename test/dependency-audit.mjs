import { execFile } from 'node:child_process';

/**
 * What the registry knows against the packages that are shipped, by `npm audit`. High and critical fail the run; milder ones are named. A registry that does
 * not answer the question, or is out of reach, skips the step and says so: nothing was found out then, which is not the same as nothing being wrong.
 *
 * @typedef {{ passed: number, failed: number, skipped: number }} Counts
 * @param {string} root @param {(text: string) => void} say @returns {Promise<Counts>}
 */
export function auditDependencies(root, say) {
  return new Promise((resolve) => {
    const args = ['audit', '--omit=dev', '--json', '--fetch-retries=0', '--fetch-timeout=15000'];
    const options = { cwd: root, timeout: 30_000, maxBuffer: 64 * 1024 * 1024 };
    execFile('npm', args, options, (error, stdout) => resolve(verdictOf(stdout, error?.message ?? '', say)));
  });
}

/**
 * @param {string} report of `npm audit --json` @param {string} fault why the command itself could not be run
 * @param {(text: string) => void} say @returns {Counts}
 */
export function verdictOf(report, fault, say) {
  const read = readReport(report);
  if (!read?.vulnerabilities) {
    const why = (read?.message ?? fault.split('\n')[0]) || 'no answer';
    say(`audit: SKIPPED, the registry did not say what it knows of these packages: ${why}\n`);
    return { passed: 0, failed: 0, skipped: 1 };
  }
  const found = Object.values(read.vulnerabilities);
  for (const { name, severity, range } of found) say(`audit: ${severity} ${name} ${range}\n`);
  const bad = found.filter(({ severity }) => severity === 'high' || severity === 'critical');
  if (bad.length === 0) say('audit: nothing that the registry calls high or critical\n');
  return bad.length === 0 ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 };
}

/**
 * @param {string} text
 * @returns {{ message?: string, vulnerabilities?: Record<string, { name: string, severity: string, range: string }> } | null}
 */
function readReport(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
