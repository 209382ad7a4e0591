import { settle } from '@weibao/engine';
import { parseInstant } from '@weibao/exchange';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadCase } from '../../apps/cli/src/case-file.js';
import { replayOnServer } from '../../apps/cli/src/replay-server.js';
import { temporaryFolder } from '../harness/servers.mjs';
import { Questions } from './billing.fixture.js';
import { contract, drawnUp, settledAndRegistered } from './drafts.scenario.js';
import { verified, weibaoCli } from './export.fixture.js';
import { call } from './gateway.fixture.js';
import { cookieFor, weibao } from './records.fixture.js';

// A contract that follows terms of its own leaves the house: its export is verified and replayed by a program that has never heard of it.

let questions: Questions;
const folder = temporaryFolder('own-terms');
const file = join(folder, 'export.jsonl');
const caseFile = join(folder, 'case.json');

export function describeOwnTerms(): void {
  describe('a contract with terms of its own', () => {
    beforeAll(async () => {
      questions = await Questions.to(weibao.natsUrl);
      await settledAndRegistered(questions, await drawnUp(questions));
    });
    afterAll(async () => {
      await questions?.close();
      rmSync(folder, { recursive: true, force: true });
    });

    it('has statements that its export proves offline by the terms in its registration', async () => {
      for (const body of [{ payment: 'P1' }, { period: 'year-1' }]) {
        const path = `/api/contracts/${contract}/statements`;
        const issued = await call(weibao.baseUrl, path, { body, cookie: cookieFor('finance') });
        // A fifth of its own 3,000,000.00, not of the pattern's 4,168,000.00.
        expect([issued.status, issued.body.result?.net], issued.text).toEqual([201, '600000.00']);
      }
      const exported = await call(weibao.baseUrl, `/api/contracts/${contract}/export`, {
        cookie: cookieFor('finance'),
      });
      const whole = verified(file, exported.text);
      expect(whole.status, whole.out + whole.err).toBe(0);
      expect(whole.out.match(/^statement \S+ \S+ same:/gm)).toHaveLength(2);
    });

    it('is the same document by plain replay of its export and through a running Weibao', async () => {
      const made = weibaoCli('verify', file, '--case');
      expect(made.status, made.err).toBe(0);
      writeFileSync(caseFile, made.out);
      const loaded = loadCase(caseFile);
      if (!loaded.ok) throw new Error(JSON.stringify(loaded.faults));
      const { case: input, terms, facts } = loaded.value;
      const plain = settle({ terms, facts, asOfMs: parseInstant(input.asOf) as number });
      expect(plain.payments[0]).toMatchObject({ payment: 'P1', gross: '600000.00' });
      const answer = await replayOnServer(weibao.baseUrl, weibao.access()?.token.secret ?? '', input);
      if (!answer.ok) throw new Error(answer.message);
      expect(JSON.stringify(answer.outcome, null, 2)).toBe(JSON.stringify(plain, null, 2));
    });
  });
}
