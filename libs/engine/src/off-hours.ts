import type { WorkingTime } from '@weibao/calendar';

/** Time of which only a part counts. */
export type CountedTime = Pick<WorkingTime, 'due' | 'worked'>;

/** The time outside working hours (T-1, read so that a clock runs in its own window alone). */
export function offHours(workingTime: WorkingTime): CountedTime {
  return {
    worked: (fromMs, toMs) => Math.max(0, toMs - fromMs) - workingTime.worked(fromMs, toMs),
    // Working hours on the way put the end off; what is put off may meet further working hours.
    due: (startMs, countedMs) => {
      let dueMs = startMs + countedMs;
      for (;;) {
        const later = startMs + countedMs + workingTime.worked(startMs, dueMs);
        if (later === dueMs) return dueMs;
        dueMs = later;
      }
    },
  };
}
