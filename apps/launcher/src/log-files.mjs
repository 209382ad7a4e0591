import fs from 'node:fs';
import path from 'node:path';

const DAY_MS = 86_400_000;
/** So long 等保 has the log of who asked for what kept, at the least (GB/T 22239, 8.1.4.3 and the Cybersecurity Law, article 21). */
export const KEPT_DAYS = 180;
const LIMIT_BYTES = 20 * 1024 * 1024;

/**
 * Puts a log aside that has grown large, under the moment at which it ended, and removes those put aside that ended more than 180 days ago.
 * Asked before a part starts: while it runs its output goes straight to the file, and nobody can take that away from it.
 * @param {string} logFile @param {number} nowMs @param {number} [limitBytes]
 */
export function putAside(logFile, nowMs, limitBytes = LIMIT_BYTES) {
  const folder = path.dirname(logFile);
  const name = path.basename(logFile);
  if ((fs.statSync(logFile, { throwIfNoEntry: false })?.size ?? 0) > limitBytes)
    fs.renameSync(logFile, freeName(`${logFile}.${new Date(nowMs).toISOString().replace(/[-:]|\.\d+/g, '')}`));
  for (const other of fs.existsSync(folder) ? fs.readdirSync(folder) : []) {
    if (!other.startsWith(`${name}.`)) continue;
    const file = path.join(folder, other);
    if (fs.statSync(file).mtimeMs < nowMs - KEPT_DAYS * DAY_MS) fs.rmSync(file, { force: true });
  }
}

/** A part that dies again within the second must not write over what it left before. @param {string} file */
function freeName(file) {
  let name = file;
  for (let count = 2; fs.existsSync(name); count += 1) name = `${file}-${count}`;
  return name;
}
