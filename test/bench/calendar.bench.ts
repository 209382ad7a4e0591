import { benchCalendar } from '@weibao/calendar/bench';

export const run = () => benchCalendar(() => performance.now());
