import { layoutOf } from '../../apps/launcher/src/data-folder.mjs';
import { loadDemo } from '../../apps/launcher/src/demo.mjs';
import { startWeibao, type Weibao } from '../harness/weibao.mjs';

/** The built Weibao with the demo data, as `npm start` leaves it. */
export async function startDemo(): Promise<Weibao> {
  const weibao = await startWeibao();
  const { dataDir, baseUrl } = weibao;
  await loadDemo({ layout: layoutOf(dataDir), baseUrl, say: () => undefined, nowMs: Date.now() });
  return weibao;
}

export function accountOf(weibao: Weibao, name: string): { account: string; password: string } {
  const found = weibao.access()?.accounts.find(({ account }) => account === name);
  if (!found) throw new Error(`there is no demo account ${name}`);
  return found;
}
