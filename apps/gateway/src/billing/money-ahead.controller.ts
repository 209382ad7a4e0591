import { Controller } from '@nestjs/common';
import type { ForecastView, NextMissesView } from '@weibao/messages';
import { z } from 'zod';
import { contractParams } from '../contracts/contract.routes.js';
import { OwnContracts } from '../contracts/own-contracts.js';
import type { Answered } from '../door/answers.js';
import { callerOf, Through, type Door } from '../door/door.js';
import { asked, At, route } from '../door/route.js';
import { ServiceRequests } from '../door/service-requests.js';
import { headsView, sequence } from '../openapi/answers.js';
import { forecastView, nextMissesView } from './money-ahead.answer.js';

const getNextMiss = route({
  method: 'GET',
  path: '/api/contracts/:contract/next-miss',
  summaryZh: '下一次超时的代价：现在报告一起故障，各时限超过一小时的扣款、计次和权利',
  summaryEn: 'What the next miss would cost: an incident reported now, each of its targets missed by an hour',
  ...asked('billing.next-miss.get'),
  params: contractParams,
  answer: z.object({ nextMiss: nextMissesView, heads: headsView, sequence }),
});

const getForecast = route({
  method: 'GET',
  path: '/api/forecast',
  summaryZh: '付款预测：各月已付、可付、暂缓与未到的金额，按合同与合计',
  summaryEn: 'Cash forecast: paid, eligible, held and not yet by month, by contract and over all',
  ...asked('billing.forecast.get'),
  answer: z.object({ forecast: forecastView }),
});

@Controller()
export class MoneyAheadController {
  constructor(
    private readonly requests: ServiceRequests,
    private readonly contracts: OwnContracts,
  ) {}

  @At(getNextMiss)
  nextMiss(@Through() door: Door<typeof getNextMiss>): Promise<Answered<unknown>> {
    const { contract } = door.params;
    const show = (nextMiss: NextMissesView) => ({ nextMiss });
    return this.requests.one('billing.next-miss.get', door, contract, {}, show);
  }

  @At(getForecast)
  async forecast(@Through() door: Door<typeof getForecast>): Promise<Answered<unknown>> {
    const own = await this.contracts.of(callerOf(door), door.requestId);
    if (!own.ok) return { ok: false, error: own.error };
    const contracts = own.result.map(({ contract }) => contract);
    const reply = await this.requests.query<ForecastView>('billing.forecast.get', door, 'all', { contracts });
    return reply.ok ? { ok: true, value: { forecast: reply.result } } : { ok: false, error: reply.error };
  }
}
