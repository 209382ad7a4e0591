import { expect, it } from 'vitest';
import { ProcessMetrics } from './process-metrics.js';

it('requests are counted by operation and end, in the buckets of their time', async () => {
  const metrics = new ProcessMetrics('incident-svc');
  metrics.answered('incident.report', 'ok', 0.004);
  metrics.answered('incident.report', 'ok', 0.3);
  metrics.answered('incident.report', 'refused', 0.001);
  const text = await metrics.text();
  const ok = 'process="incident-svc",operation="incident.report",end="ok"';
  // 4 ms and 300 ms: one of two within 5 ms, both within half a second.
  expect(text).toContain(`weibao_request_seconds_bucket{le="0.005",${ok}} 1`);
  expect(text).toContain(`weibao_request_seconds_bucket{le="0.5",${ok}} 2`);
  expect(text).toContain('operation="incident.report",end="refused"} 0.001');
});

it('a clock noticed three seconds after it was missed counts within five, not within one', async () => {
  const metrics = new ProcessMetrics('incident-svc');
  metrics.missedNoticed(3);
  const text = await metrics.text();
  expect(text).toContain('weibao_clock_missed_noticed_seconds_bucket{le="1",process="incident-svc"} 0');
  expect(text).toContain('weibao_clock_missed_noticed_seconds_bucket{le="5",process="incident-svc"} 1');
});

it('a figure that cannot be found out is left out, also after it was known', async () => {
  const metrics = new ProcessMetrics('billing-svc');
  let value: number | null = 7;
  metrics.gauge('weibao_lag', 'of a test', () => value);
  metrics.gauge('weibao_broken', 'of a test', () => Promise.reject(new Error('database gone')));
  expect(await metrics.text()).toContain('weibao_lag{process="billing-svc"} 7');
  value = null;
  const text = await metrics.text();
  expect(text).not.toMatch(/^weibao_lag/m);
  expect(text).not.toMatch(/^weibao_broken/m);
});
