import fs from 'node:fs';
import { readDemoAccess } from './welcome.mjs';

/**
 * Loads the demo data once per data folder.
 * @param {object} what
 * @param {import('./config.mjs').LauncherConfig} what.config
 * @param {import('./data-folder.mjs').Layout} what.layout
 * @param {string} what.baseUrl
 * @param {import('./speak.mjs').Say} what.say
 */
export async function loadDemo({ layout, say }) {
  if (fs.existsSync(layout.demoMarker)) return;
  if (!readDemoAccess(layout))
    say({ zh: '网关没有留下演示账号,跳过演示数据。', en: 'The gateway left no demo accounts: no demo data.' });
}
