import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

const listOf = (/** @type {string} */ bundleFile) => `${bundleFile}.made-of.json`;

/** Writes beside a bundle which of our own files it was made of, and what they were. @param {string} bundleFile @param {string[]} files absolute */
export function noteBundledFiles(bundleFile, files) {
  const own = files.filter((file) => !file.includes(`${path.sep}node_modules${path.sep}`));
  const relative = own.map((file) => path.relative(path.dirname(bundleFile), file)).sort();
  fs.writeFileSync(listOf(bundleFile), JSON.stringify({ files: relative, digest: digestOf(bundleFile, relative) }));
}

/** Whether a bundle is of the files that stand there now. By content: a restored cache gives them moments of its own. @param {string} bundleFile */
export function isBundleOfToday(bundleFile) {
  if (!fs.existsSync(listOf(bundleFile))) return false;
  /** @type {{ files: string[], digest: string }} */
  const { files, digest } = JSON.parse(fs.readFileSync(listOf(bundleFile), 'utf8'));
  return digestOf(bundleFile, files) === digest;
}

/** @param {string} bundleFile @param {string[]} files relative to its folder */
function digestOf(bundleFile, files) {
  const hash = createHash('sha256');
  for (const file of files) {
    const place = path.join(path.dirname(bundleFile), file);
    hash.update(`${file}\n`).update(fs.existsSync(place) ? fs.readFileSync(place) : 'gone');
  }
  return hash.digest('hex');
}
