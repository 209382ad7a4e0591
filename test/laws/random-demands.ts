import { formatInstant } from '@weibao/exchange';
import type { Draw } from './draw.js';

/** Demands with answers, agreed and changed dates, deliveries and complaints. */
export function randomDemands(draw: Draw): void {
  const { whole, pick, chance, someTime, later, at, add } = draw;
  for (let i = whole(5); i > 0; i -= 1) {
    const demand = `D${i}`;
    const filed = someTime();
    add({
      type: 'demand.filed',
      demand,
      ...at(filed),
      class: pick(['ordinary', 'complex', 'consult', 'custom', 'operation', 'training']),
    });
    if (chance(0.7)) add({ type: 'demand.answered', demand, ...at(later(filed, 90)) });
    if (chance(0.6))
      add({
        type: 'demand.agreed',
        demand,
        ...at(later(filed, 90)),
        deliverBy: formatInstant(later(filed, 300)),
        by: pick(['both', 'hospital'] as const),
      });
    if (chance(0.2))
      add({
        type: 'demand.changed',
        demand,
        ...at(later(filed, 200)),
        ...(chance(0.5) ? { deliverBy: formatInstant(later(filed, 500)) } : {}),
      });
    if (chance(0.5)) add({ type: 'demand.delivered', demand, ...at(later(filed, 400)) });
    if (chance(0.3)) add({ type: 'demand.accepted', demand, ...at(later(filed, 500)) });
    if (chance(0.2)) add({ type: 'demand.business-affected', demand, ...at(later(filed, 400)) });
    if (chance(0.2))
      add({
        type: 'complaint.verified',
        complaint: `C${i}`,
        about: demand,
        target: pick(['health-commission', 'city-government'] as const),
        ...at(later(filed, 400)),
      });
  }
}
