import fs from 'node:fs';
import path from 'node:path';
import { parseEnv } from 'node:util';
import { StartFault } from './speak.mjs';

/**
 * @typedef {object} LauncherConfig
 * @property {string} root the checkout
 * @property {string} dataDir absolute
 * @property {number} port the gateway's
 * @property {string} host
 * @property {boolean} forceHost
 * @property {boolean} demo
 * @property {'zh' | 'en'} language
 * @property {string} logLevel
 * @property {string | undefined} databaseUrl
 * @property {string | undefined} databaseUsers file with the passwords of the users at databaseUrl
 * @property {string | undefined} natsUrl
 * @property {string | undefined} natsUsers file with the passwords of the users at natsUrl
 * @property {string | undefined} natsServerBin
 */

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'silent'];
const loopback = new Set(['127.0.0.1', '::1', 'localhost']);

/**
 * The environment over the file `.env` of the checkout, if there is one.
 * @param {string} root
 * @param {Record<string, string | undefined>} env
 * @returns {Record<string, string | undefined>}
 */
export function withEnvFile(root, env) {
  const file = path.join(root, '.env');
  return fs.existsSync(file) ? { ...parseEnv(fs.readFileSync(file, 'utf8')), ...env } : { ...env };
}

/**
 * Parses all settings and reports all faults together.
 * @param {string} root the checkout, absolute
 * @param {Record<string, string | undefined>} env
 * @returns {Readonly<LauncherConfig>}
 * @throws {StartFault} LAUNCHER.CONFIG
 */
export function readConfig(root, env) {
  /** @type {import('./speak.mjs').Sentence[]} */
  const faults = [];
  /** @param {string} name @param {string} expectedZh @param {string} expectedEn */
  const wrong = (name, expectedZh, expectedEn) =>
    faults.push({
      zh: `${name}="${env[name]}":应为${expectedZh}`,
      en: `${name}="${env[name]}": expected ${expectedEn}`,
    });

  const port = Number(env.PORT || 4400);
  if (!Number.isInteger(port) || port < 1 || port > 65535)
    wrong('PORT', ' 1 至 65535 的整数', 'a whole number, 1 to 65535');
  const logLevel = env.LOG_LEVEL || 'info';
  if (!logLevels.includes(logLevel)) wrong('LOG_LEVEL', logLevels.join('、'), logLevels.join(', '));
  for (const name of ['DEMO', 'WEIBAO_FORCE_HOST'])
    if (env[name] && !['0', '1'].includes(env[name])) wrong(name, ' 0 或 1', '0 or 1');
  if (env.WEIBAO_LANG && !['zh', 'en'].includes(env.WEIBAO_LANG)) wrong('WEIBAO_LANG', ' zh 或 en', 'zh or en');
  if (env.DATABASE_URL && !isUrl(env.DATABASE_URL, ['postgres:', 'postgresql:']))
    wrong('DATABASE_URL', ' postgres://用户:密码@主机:端口/库名', 'postgres://user:password@host:port/database');
  // A list of servers is allowed, as the client takes it.
  if (env.NATS_URL && !env.NATS_URL.split(',').every((url) => isUrl(url.trim(), ['nats:', 'tls:'])))
    wrong('NATS_URL', ' nats://主机:端口(多个以逗号分开)', 'nats://host:port (several parted by commas)');

  if (faults.length > 0)
    throw new StartFault('LAUNCHER.CONFIG', {
      zh: `设置有误:\n${faults.map((fault) => `  ${fault.zh}`).join('\n')}\n改正后重试,各项说明见 .env.example。`,
      en: `Wrong settings:\n${faults.map((fault) => `  ${fault.en}`).join('\n')}\nCorrect them and try again; .env.example explains each.`,
    });
  return Object.freeze({
    root,
    dataDir: path.resolve(root, env.DATA_DIR || '.data'),
    port,
    host: env.HOST || '127.0.0.1',
    forceHost: env.WEIBAO_FORCE_HOST === '1',
    demo: env.DEMO !== '0',
    language: env.WEIBAO_LANG === 'en' ? 'en' : 'zh',
    logLevel,
    databaseUrl: env.DATABASE_URL || undefined,
    databaseUsers: env.DATABASE_USERS ? path.resolve(root, env.DATABASE_USERS) : undefined,
    natsUrl: env.NATS_URL || undefined,
    natsUsers: env.NATS_USERS ? path.resolve(root, env.NATS_USERS) : undefined,
    natsServerBin: env.NATS_SERVER_BIN || undefined,
  });
}

/**
 * Demo accounts stand on every terminal that started them, so they must not be reachable from other machines.
 * @param {LauncherConfig} config
 * @param {boolean} demoAccountsExist
 * @throws {StartFault} LAUNCHER.OPEN_WITH_DEMO_ACCOUNTS
 */
export function refuseOpenHostWithDemoAccounts(config, demoAccountsExist) {
  if (loopback.has(config.host) || config.forceHost || !demoAccountsExist) return;
  throw new StartFault('LAUNCHER.OPEN_WITH_DEMO_ACCOUNTS', {
    zh: `HOST=${config.host} 会让其他机器连入,而演示账号只供本机试用,因此没有启动。请用 DEMO=0 和新的 DATA_DIR 启动正式数据;确要开放演示环境,设 WEIBAO_FORCE_HOST=1。`,
    en: `HOST=${config.host} opens Weibao to other machines while demo accounts, made for trying it on this one, exist; nothing was started. Start with DEMO=0 and a new DATA_DIR, or set WEIBAO_FORCE_HOST=1 to open the demo on purpose.`,
  });
}

/** @param {string} text @param {string[]} protocols */
function isUrl(text, protocols) {
  return URL.canParse(text) && protocols.includes(new URL(text).protocol);
}
