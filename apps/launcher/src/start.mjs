import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, reasonToBuild } from './build.mjs';
import { readConfig, refuseOpenHostWithDemoAccounts, withEnvFile } from './config.mjs';
import { layoutOf, livingParts, requireAccess } from './data-folder.mjs';
import { loadDemo } from './demo.mjs';
import { openHouse } from './house.mjs';
import { requireFreePort } from './ports.mjs';
import { createVoice, StartFault, textOf } from './speak.mjs';
import { tellWhatRuns } from './welcome.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');
// A closed terminal takes the output away while the parts are still being stopped.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

/** @type {'zh' | 'en'} */
let language = process.env.WEIBAO_LANG === 'en' ? 'en' : 'zh';
/** @type {{ stop: () => Promise<void>, killAll: () => void } | undefined} */
let opened;
let stopping = false;
/** Ends what runs before there are parts to stop. */
const closing = new AbortController();

async function main() {
  const env = withEnvFile(root, process.env);
  const config = readConfig(root, env);
  language = config.language;
  const say = createVoice(language, process.stdout);
  const layout = layoutOf(config.dataDir);
  refuseOpenHostWithDemoAccounts(config, config.demo || fs.existsSync(layout.demoMarker));
  requireAccess(layout.root);
  // Told before a build of half a minute. What a killed launcher left on the port is stopped later, by openHouse.
  if (livingParts(layout.run).length === 0) await requireFreePort(config.port, config.host);

  const reason = reasonToBuild(root);
  if (reason) {
    say({
      zh: `构建:${reason.zh}(首次约半分钟)……`,
      en: `Building: ${reason.en} (the first time about half a minute) ...`,
    });
    const startedMs = performance.now();
    await build(root, closing.signal);
    const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
    say({ zh: `构建完成,${seconds} 秒。`, en: `Built in ${seconds} s.` });
  }
  if (stopping) return;

  say({
    zh: '启动 PostgreSQL、NATS、三个服务和网关……',
    en: 'Starting PostgreSQL, NATS, three services and the gateway ...',
  });
  const house = await openHouse(config, {
    say,
    env: definedOnly(env),
    onOpening: (how) => (opened = how),
    onEvent: (event) => {
      if (event.kind === 'back')
        return say({
          zh: `${event.name} 已恢复(${event.afterMs} 毫秒)。`,
          en: `${event.name} is back (${event.afterMs} ms).`,
        });
      const again = event.againInMs / 1000;
      say({
        zh: `${event.name} 意外退出(${event.how}),${again} 秒后重启。日志:${path.join(layout.logs, `${event.name}.log`)}`,
        en: `${event.name} died (${event.how}); it is started again in ${again} s. Log: ${path.join(layout.logs, `${event.name}.log`)}`,
      });
    },
  });
  if (stopping) return;
  if (config.demo) await loadDemo({ layout, baseUrl: house.baseUrl, say, nowMs: Date.now() });
  if (!stopping) tellWhatRuns({ config, layout, house, say });
}

/** Settings from the file .env reach the apps, too; those that the launcher decides are set by it. */
function definedOnly(/** @type {Record<string, string | undefined>} */ env) {
  const decided = new Set(['DATABASE_URL', 'NATS_URL', 'LOG_LEVEL', 'DATA_DIR', 'DEMO', 'PORT', 'HOST', 'HEALTH_PORT']);
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined || decided.has(name) ? [] : [[name, value]])),
  );
}

/** @param {number} exitCode */
async function shutDown(exitCode) {
  if (stopping) {
    opened?.killAll();
    process.exit(exitCode || 1);
  }
  stopping = true;
  closing.abort();
  createVoice(
    language,
    process.stdout,
  )({ zh: '\n正在停止……(再按一次立即结束)', en: '\nStopping ... (once more to end at once)' });
  try {
    await opened?.stop();
    createVoice(language, process.stdout)({ zh: '已全部停止。', en: 'Everything has stopped.' });
  } finally {
    process.exit(exitCode);
  }
}

process.on('SIGINT', () => void shutDown(0));
process.on('SIGTERM', () => void shutDown(0));
process.on('SIGHUP', () => void shutDown(0));

try {
  await main();
} catch (error) {
  if (!stopping) {
    process.stderr.write(`${textOf(error, language)}\n`);
    // What had already started when the fault came (demo data, for one) is stopped again.
    if (opened) await opened.stop().catch(() => undefined);
    process.exit(error instanceof StartFault ? 1 : 70);
  }
}
