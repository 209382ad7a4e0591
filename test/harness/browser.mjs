import fs from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { expect, onTestFailed } from 'vitest';
import { root } from './servers.mjs';

// Without these Debian's Chromium asks its maker for updates and components while a test runs.
const quiet = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Chromium, as CHROMIUM_BIN names it or the system has it. See browser.d.mts. */
export async function openBrowser() {
  const executablePath = process.env.CHROMIUM_BIN || '/usr/bin/chromium';
  if (!fs.existsSync(executablePath))
    throw new Error(`there is no Chromium at ${executablePath}: install one, or name it in CHROMIUM_BIN`);
  return chromium.launch({ executablePath, args: quiet });
}

/**
 * @param {import('playwright-core').Browser} browser
 * @param {import('./browser.mjs').Visitor} visitor
 */
export async function openPage(browser, { baseUrl, signInAs, viewport = { width: 1920, height: 1080 } }) {
  const context = await browser.newContext({
    baseURL: baseUrl,
    viewport,
    locale: 'zh-CN',
    // Pages must show the contract's clock wherever the browser stands.
    timezoneId: 'UTC',
    // A dialog that still grows under the pointer is missed by a click on a busy machine.
    reducedMotion: 'reduce',
  });
  /** @type {string[]} */
  const faults = [];
  if (signInAs) {
    const answer = await context.request.post('/api/session', {
      data: { account: signInAs.account, password: signInAs.password },
      headers: { origin: baseUrl },
    });
    if (!answer.ok()) throw new Error(`signing in as ${signInAs.account}: ${answer.status()} ${await answer.text()}`);
  }
  const page = await context.newPage();
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(`console: ${message.text()}`);
  });
  keepPictureOfFailure(page, signInAs?.account ?? 'nobody');
  return { page, context, faults };
}

/** What the page showed when its test failed, and its address. @param {import('playwright-core').Page} page @param {string} who */
function keepPictureOfFailure(page, who) {
  const { currentTestName } = expect.getState();
  if (!currentTestName) return; // opened for a whole file
  onTestFailed(async () => {
    if (page.isClosed()) return;
    const name = `failed-${currentTestName.replace(/[^\p{L}\p{N}]+/gu, '-').slice(0, 80)}-${who}`;
    console.error(`${page.url()} is kept as ${await keepPicture(page, name)}`);
  });
}

/**
 * Keeps a picture of the page as a test artefact.
 * @param {import('playwright-core').Page} page
 * @param {string} name
 */
export async function keepPicture(page, name) {
  const file = path.join(root, 'test-artefacts', `${name}.png`);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  await page.screenshot({ path: file });
  return file;
}
