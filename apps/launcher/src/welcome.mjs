import fs from 'node:fs';

/**
 * What runs where, why these stores, the address to open and who may sign in.
 * @param {object} what
 * @param {import('./config.mjs').LauncherConfig} what.config
 * @param {import('./data-folder.mjs').Layout} what.layout
 * @param {import('./house.mjs').House} what.house
 * @param {import('./speak.mjs').Say} what.say
 */
export function tellWhatRuns({ config, layout, house, say }) {
  const lines = house.rows().map(({ name, where, pid, note }) => {
    const head = `  ${name.padEnd(15)}${where.padEnd(44)}${pid === undefined ? '' : `pid ${pid}`.padEnd(12)}`;
    return { zh: `${head}${note.zh}`, en: `${head}${note.en}` };
  });
  say({ zh: '\n运行情况', en: '\nWhat runs' });
  for (const line of lines) say(line);
  say({ zh: `  数据与日志      ${layout.root}`, en: `  data and logs  ${layout.root}` });
  say({ zh: `\n打开  ${house.baseUrl}`, en: `\nOpen  ${house.baseUrl}` });
  if (config.demo) tellDemoAccess(layout, say);
  else tellFirstAdministrators(layout, say);
  say({ zh: '\nCtrl-C 停止。', en: '\nCtrl-C stops it.' });
}

/**
 * The gateway makes the demo accounts and writes them down for the launcher, see DEMO in .env.example.
 * @param {import('./data-folder.mjs').Layout} layout
 * @param {import('./speak.mjs').Say} say
 */
function tellDemoAccess(layout, say) {
  const access = readDemoAccess(layout);
  if (!access) return;
  say({
    zh: `\n演示账号(演示数据,仅限本机;另见 ${layout.demoAccess})`,
    en: `\nDemo accounts (demo data, this machine only; also in ${layout.demoAccess})`,
  });
  for (const { account, password, nameZh, role, organisation } of access.accounts) {
    const head = `  ${account.padEnd(28)}${password.padEnd(22)}`;
    say({ zh: `${head}${nameZh}(${organisation})`, en: `${head}${role} (${organisation})` });
  }
  say({
    zh: `  接口令牌(${access.token.account})  ${access.token.secret}`,
    en: `  API token (${access.token.account})  ${access.token.secret}`,
  });
}

/**
 * Three administrators, none of whom does another's work: each signs in with a one-time password and sets one of their own.
 * @param {import('./data-folder.mjs').Layout} layout
 * @param {import('./speak.mjs').Say} say
 */
function tellFirstAdministrators(layout, say) {
  if (!fs.existsSync(layout.firstAdministrators)) return;
  /** @type {{ accounts: { account: string, password: string, nameZh: string, role: string }[] }} */
  const { accounts } = JSON.parse(fs.readFileSync(layout.firstAdministrators, 'utf8'));
  say({
    zh: `\n管理员的一次性口令(72 小时内首次登录时须更换,已更换的作废;另见 ${layout.firstAdministrators})`,
    en: `\nOne-time passwords of the administrators (to be replaced at the first sign-in, within 72 hours; void once replaced; also in ${layout.firstAdministrators})`,
  });
  for (const { account, password, nameZh, role } of accounts) {
    const head = `  ${account.padEnd(28)}${password.padEnd(22)}`;
    say({ zh: `${head}${nameZh}`, en: `${head}${role}` });
  }
}

/**
 * @typedef {object} DemoAccess
 * @property {{ account: string, password: string, nameZh: string, role: string, organisation: string }[]} accounts
 * @property {{ account: string, secret: string }} token of the demo administrator
 */

/**
 * @param {import('./data-folder.mjs').Layout} layout
 * @returns {DemoAccess | null}
 */
export function readDemoAccess(layout) {
  if (!fs.existsSync(layout.demoAccess)) return null;
  return JSON.parse(fs.readFileSync(layout.demoAccess, 'utf8'));
}
