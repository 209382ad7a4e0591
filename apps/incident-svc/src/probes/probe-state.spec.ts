import { describe, expect, it } from 'vitest';
import { afterCheck, longestPauseMs, pauseMs, unchecked, type ProbeState } from './probe-state.js';

const terms = { intervalSeconds: 60, timeoutSeconds: 10, retries: 2 };
const start = Date.parse('2026-07-01T09:00:00+08:00');
const bad = { result: 'bad', fault: 'ECONNREFUSED' } as const;
const good = { result: 'good', latencyMs: 12 } as const;
const at = (seconds: number) => start + seconds * 1000;
const watched: ProbeState = { ...unchecked, checkedAtMs: start, latencyMs: 9 };

describe('a series of bad checks', () => {
  it('is an outage with the first above the retries, from the first of the series on', () => {
    const first = afterCheck(watched, terms, bad, at(60));
    const second = afterCheck(first.state, terms, bad, at(65));
    const third = afterCheck(second.state, terms, bad, at(70));
    expect([first.told, second.told, third.told]).toEqual([[], [], [{ type: 'outage.started', atMs: at(60) }]]);
  });

  it('that a good check ends before is none, and the next one is counted anew', () => {
    const twice = afterCheck(afterCheck(watched, terms, bad, at(60)).state, terms, bad, at(65));
    const up = afterCheck(twice.state, terms, good, at(70));
    expect(up).toEqual({ state: { ...unchecked, checkedAtMs: at(70), latencyMs: 12 }, told: [] });
    expect(afterCheck(up.state, terms, bad, at(130)).state).toMatchObject({ failures: 1, failingSinceMs: at(130) });
  });

  it('without retries is an outage with the first bad check', () => {
    expect(afterCheck(watched, { ...terms, retries: 0 }, bad, at(60)).told).toEqual([
      { type: 'outage.started', atMs: at(60) },
    ]);
  });

  it('is looked at again after five seconds, an outage and a good check after the interval', () => {
    const failing = afterCheck(watched, terms, bad, at(60)).state;
    expect(pauseMs(terms, failing)).toBe(5000);
    expect(pauseMs({ ...terms, intervalSeconds: 2 }, failing)).toBe(2000);
    expect(pauseMs(terms, { ...failing, outage: 'O-1' })).toBe(60_000);
    expect(pauseMs(terms, watched)).toBe(60_000);
  });
});

describe('an outage', () => {
  const down: ProbeState = {
    ...watched,
    checkedAtMs: at(70),
    failingSinceMs: at(60),
    failures: 3,
    outage: 'O-1',
    fault: 'timeout',
  };
  it('opens once, however long it lasts, and closes at the first good check', () => {
    expect(afterCheck(down, terms, bad, at(130)).told).toEqual([]);
    expect(afterCheck(down, terms, good, at(190))).toEqual({
      state: { ...unchecked, checkedAtMs: at(190), latencyMs: 12 },
      told: [{ type: 'outage.ended', outage: 'O-1', atMs: at(190) }],
    });
  });

  it('goes on over a gap, which no outage is opened in', () => {
    const after = afterCheck(down, terms, bad, at(1000));
    expect(after.told).toEqual([{ type: 'monitoring.gap', fromMs: at(70), toMs: at(1000) }]);
    expect(after.state).toMatchObject({ outage: 'O-1', failingSinceMs: at(1000), failures: 1 });
  });
});

describe('the time between two checks', () => {
  // Twice the interval and the time limit: 2 × 60 s + 10 s = 130 s.
  it.each([
    [129, 0],
    [130, 0],
    [131, 1],
  ])('of %i s is a gap %i times', (seconds, gaps) => {
    expect(longestPauseMs(terms)).toBe(130_000);
    expect(afterCheck(watched, terms, good, at(seconds)).told).toHaveLength(gaps);
  });

  it('that was a gap is told from the last check to this one, and breaks a series of bad checks', () => {
    const failing = afterCheck(watched, terms, bad, at(60)).state;
    const after = afterCheck(failing, terms, bad, at(500));
    expect(after.told).toEqual([{ type: 'monitoring.gap', fromMs: at(60), toMs: at(500) }]);
    expect(after.state).toMatchObject({ failingSinceMs: at(500), failures: 1 });
  });

  it('grows while a name leads where no probe may go, and is told when it leads somewhere again', () => {
    const refused = { result: 'refused', fault: 'address refused' } as const;
    const lost = afterCheck(watched, terms, refused, at(500));
    expect(lost).toEqual({ state: { ...watched, latencyMs: null, fault: 'address refused' }, told: [] });
    expect(afterCheck(lost.state, terms, good, at(600)).told).toEqual([
      { type: 'monitoring.gap', fromMs: start, toMs: at(600) },
    ]);
  });
});

it('the first check begins the watch, whether it is good or bad', () => {
  expect(afterCheck(unchecked, terms, good, start).told).toEqual([{ type: 'monitoring.started', atMs: start }]);
  expect(afterCheck(unchecked, { ...terms, retries: 0 }, bad, start).told).toEqual([
    { type: 'monitoring.started', atMs: start },
    { type: 'outage.started', atMs: start },
  ]);
});
