import { benchFactStore, benchRelay } from '../../libs/service-kit/src/fact-store.bench.js';
import { openHouse } from './house.js';
import type { BenchRecord } from './record.js';

/** S7 and S8: the fact store and its relay alone, in one process, on the PostgreSQL and the broker of a house that stands idle. */
export async function run(): Promise<BenchRecord[]> {
  const weibao = await openHouse();
  try {
    return [...(await benchFactStore(weibao.databaseUrl)), ...(await benchRelay(weibao.databaseUrl, weibao.natsUrl))];
  } finally {
    await weibao.stop();
  }
}
