import fs from 'node:fs';
import { openDoor } from './demo/door.mjs';
import { demoPlan } from './demo/plan.mjs';
import { readDemoAccess } from './welcome.mjs';

/**
 * Loads the demo data, once per data folder, through the import door. The moment from which they are dated is written down
 * first: a load that was cut short goes on with the same facts and command ids, so nothing comes in twice.
 * @param {object} what
 * @param {import('./data-folder.mjs').Layout} what.layout
 * @param {string} what.baseUrl
 * @param {import('./speak.mjs').Say} what.say
 * @param {number} what.nowMs
 * @throws {import('./speak.mjs').StartFault} LAUNCHER.DEMO_REFUSED
 */
export async function loadDemo({ layout, baseUrl, say, nowMs }) {
  const marker = readMarker(layout);
  if (marker?.loaded) return;
  const access = readDemoAccess(layout);
  if (!access) {
    say({ zh: '没有演示账号,演示数据未装入。', en: 'There are no demo accounts: the demo data were not loaded.' });
    return;
  }
  const door = openDoor({ baseUrl, token: access.token.secret });
  if (!marker) {
    // A database of the person's own may hold contracts already, demo ones or real ones: they are left alone.
    const existing = await door.contracts();
    if (existing.length > 0) {
      say({
        zh: '库中已有合同,不再装入演示数据。',
        en: 'The database holds contracts already: no demo data were loaded.',
      });
      return;
    }
    writeMarker(layout, { datedFromMs: nowMs, loaded: false });
  }
  const datedFromMs = marker?.datedFromMs ?? nowMs;
  say({ zh: '装入演示数据……', en: 'Loading the demo data ...' });
  for (const { contract, pattern, parties, parameters, signedAt, facts } of demoPlan(datedFromMs)) {
    await door.send('PUT', `/api/contracts/${contract}`, { pattern, parties, parameters, signedAt });
    await door.send('POST', `/api/contracts/${contract}/facts`, { facts });
    await door.send('POST', `/api/contracts/${contract}/hotlines`, {
      name: '演示服务热线（24 小时）',
      phone: '000-0000-0000',
    });
    say({ zh: `  ${contract.padEnd(22)}${facts.length} 条事实`, en: `  ${contract.padEnd(22)}${facts.length} facts` });
  }
  writeMarker(layout, { datedFromMs, loaded: true });
}

/** @param {import('./data-folder.mjs').Layout} layout @returns {{ datedFromMs: number, loaded: boolean } | null} */
function readMarker(layout) {
  return fs.existsSync(layout.demoMarker) ? JSON.parse(fs.readFileSync(layout.demoMarker, 'utf8')) : null;
}

/** @param {import('./data-folder.mjs').Layout} layout @param {{ datedFromMs: number, loaded: boolean }} marker */
function writeMarker(layout, marker) {
  fs.writeFileSync(`${layout.demoMarker}.new`, `${JSON.stringify(marker)}\n`);
  fs.renameSync(`${layout.demoMarker}.new`, layout.demoMarker);
}
