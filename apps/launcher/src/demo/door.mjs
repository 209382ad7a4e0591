import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { StartFault } from '../speak.mjs';

/** Answers after which the same command is sent again: a part is just starting, or not all is counted yet. */
const tryAgain = new Set([503, 504]);
const attempts = 20;

/**
 * The gateway's door for programs, as the demo administrator.
 * @param {{ baseUrl: string, token: string }} where
 */
export function openDoor({ baseUrl, token }) {
  /**
   * Sends a command whose id follows from what it says: sent twice, it is done once.
   * @param {'PUT' | 'POST'} method
   * @param {string} path
   * @param {unknown} body
   * @throws {StartFault} LAUNCHER.DEMO_REFUSED
   */
  async function send(method, path, body) {
    const text = JSON.stringify(body);
    const commandId = `demo-${createHash('sha256').update(`${method} ${path}\n${text}`).digest('hex').slice(0, 32)}`;
    for (let attempt = 1; ; attempt += 1) {
      const answer = await fetch(`${baseUrl}${path}`, {
        method,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': commandId },
        body: text,
        signal: AbortSignal.timeout(120_000),
      });
      if (answer.ok) return answer.json();
      const said = await answer.text();
      if (!tryAgain.has(answer.status) || attempt === attempts) throw refused(`${method} ${path}`, answer.status, said);
      await sleep(500);
    }
  }

  return {
    send,
    /** @returns {Promise<string[]>} the ids of the contracts that exist */
    async contracts() {
      const answer = await fetch(`${baseUrl}/api/contracts`, { headers: { authorization: `Bearer ${token}` } });
      if (!answer.ok) throw refused('GET /api/contracts', answer.status, await answer.text());
      const { contracts } = /** @type {{ contracts: { contract: string }[] }} */ (await answer.json());
      return contracts.map(({ contract }) => contract);
    },
  };
}

/** @param {string} what @param {number} status @param {string} said */
function refused(what, status, said) {
  return new StartFault('LAUNCHER.DEMO_REFUSED', {
    zh: `演示数据没有装入:${what} 答复 ${status}。${said.slice(0, 1500)}\n可用 npm run reset 清空后重试,或以 DEMO=0 启动。`,
    en: `The demo data were not loaded: ${what} answered ${status}. ${said.slice(0, 1500)}\nEmpty the data with npm run reset and try again, or start with DEMO=0.`,
  });
}
