import fs from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline/promises';
import { fileURLToPath } from 'node:url';
import { readConfig, withEnvFile } from './config.mjs';
import { layoutOf, livingParts, requireAccess, stopLeftovers } from './data-folder.mjs';
import { createVoice, StartFault, textOf } from './speak.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');

/**
 * `npm run reset`: empties the data folder after asking; `-- --yes` does not ask.
 * @returns {Promise<number>} the exit code
 */
async function main() {
  const config = readConfig(root, withEnvFile(root, process.env));
  const say = createVoice(config.language, process.stdout);
  const layout = layoutOf(config.dataDir);
  requireAccess(layout.root);
  if (!fs.existsSync(layout.root) || fs.readdirSync(layout.root).length === 0) {
    say({ zh: `${layout.root} 已经是空的。`, en: `${layout.root} is empty already.` });
    return 0;
  }
  if (!fs.existsSync(layout.owner))
    throw new StartFault('LAUNCHER.FOREIGN_FOLDER', {
      zh: `${layout.root} 不是维保的数据目录,没有动它。请检查 DATA_DIR。`,
      en: `${layout.root} is not a data folder of Weibao; it was left as it is. Check DATA_DIR.`,
    });
  const launcher = livingParts(layout.run).find((part) => part.name === 'launcher');
  if (launcher)
    throw new StartFault('LAUNCHER.STILL_RUNNING', {
      zh: `维保正在使用 ${layout.root}(进程 ${launcher.pid})。先停掉它,再清空。`,
      en: `Weibao is using ${layout.root} (process ${launcher.pid}). Stop it first, then reset.`,
    });
  if (config.databaseUrl)
    say({
      zh: '设有 DATABASE_URL:那里的库不由本命令清空,需另行处理。',
      en: 'DATABASE_URL is set: that database is not emptied by this command; see to it yourself.',
    });
  if (!process.argv.includes('--yes') && !(await agreed(config.language, layout.root))) {
    say({ zh: '没有改动。', en: 'Nothing was changed.' });
    return 1;
  }
  if (fs.existsSync(layout.run)) await stopLeftovers(layout);
  if (fs.existsSync(layout.postgresPlace))
    fs.rmSync(path.dirname(fs.readFileSync(layout.postgresPlace, 'utf8').trim()), { recursive: true, force: true });
  for (const entry of fs.readdirSync(layout.root))
    fs.rmSync(path.join(layout.root, entry), { recursive: true, force: true });
  say({
    zh: `已清空 ${layout.root}。下次 npm start 从头开始。`,
    en: `${layout.root} is empty. The next npm start begins anew.`,
  });
  return 0;
}

/** @param {'zh' | 'en'} language @param {string} folder */
async function agreed(language, folder) {
  if (!process.stdin.isTTY)
    throw new StartFault('LAUNCHER.NOT_ASKED', {
      zh: '没有终端可以询问:确要清空,请用 npm run reset -- --yes。',
      en: 'There is no terminal to ask at: to empty the folder all the same, use npm run reset -- --yes.',
    });
  const asking = createInterface({ input: process.stdin, output: process.stdout });
  const question = {
    zh: `将删除 ${folder} 中的全部数据(事实、证据、账号),不可恢复。输入 yes 确认:`,
    en: `This deletes all data in ${folder} (facts, evidence, accounts) for good. Type yes to confirm: `,
  };
  const answer = await asking.question(question[language]);
  asking.close();
  return answer.trim().toLowerCase() === 'yes';
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`${textOf(error, process.env.WEIBAO_LANG === 'en' ? 'en' : 'zh')}\n`);
  process.exitCode = 1;
}
