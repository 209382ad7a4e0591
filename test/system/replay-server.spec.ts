import { settle } from '@weibao/engine';
import { parseInstant } from '@weibao/exchange';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadCase } from '../../apps/cli/src/case-file.js';
import { replayOnServer } from '../../apps/cli/src/replay-server.js';
import { allCases, withCaseFile } from '../cases/case-check.js';
import { startWeibao, type Weibao } from '../harness/weibao.mjs';

// A case is the same document through a running Weibao as by the command alone: every open case, one in ten of the others, and the one whose
// facts have no id of their own.

let weibao: Weibao;
let token: string;

beforeAll(async () => {
  weibao = await startWeibao();
  token = weibao.access()?.token.secret ?? '';
}, 120_000);
afterAll(() => weibao?.stop());

const valid = allCases().filter(({ content }) => (content.exit ?? 0) === 0);
const chosen = valid.filter(
  ({ folder, file }, index) => folder === 'open' || file === 'rulings-without-an-id.json' || index % 10 === 0,
);

describe('replay --server', () => {
  it.each(chosen.map((found) => [`${found.folder}: ${found.content.name}`, found] as const))(
    'gives the same bytes: %s',
    async (_name, { content }) => {
      const loaded = withCaseFile(content, (path) => loadCase(path));
      if (!loaded.ok) throw new Error(loaded.faults.map((fault) => `${fault.place}: ${fault.message}`).join('\n'));
      const { case: input, terms, facts } = loaded.value;
      const answer = await replayOnServer(weibao.baseUrl, token, input);
      if (!answer.ok) throw new Error(answer.message);
      const plain = settle({ terms, facts, asOfMs: parseInstant(input.asOf) as number });
      expect(JSON.stringify(answer.outcome, null, 2)).toBe(JSON.stringify(plain, null, 2));
    },
  );
});
