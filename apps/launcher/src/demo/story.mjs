import { dateOf, instantOf, monthOf, msOf, weekdayFrom } from './dates.mjs';

/**
 * Facts in the exchange format. The launcher knows no schema of it: a test holds these facts against the schema.
 * @typedef {{ type: string, at: string } & Record<string, unknown>} Fact
 *
 * @typedef {object} DemoContract
 * @property {string} contract its id
 * @property {string} pattern the terms file
 * @property {Record<string, unknown>} parameters
 * @property {string} signedAt
 * @property {{ organisation: string, part: string }[]} parties
 * @property {Fact[]} facts
 */

/** Minutes after the report at which each stage of an incident was reached. */
/** @typedef {Partial<Record<'responded' | 'remote-started' | 'remote-failed' | 'onsite-requested' | 'arrived' | 'fallback-started' | 'restored' | 'resolved' | 'feedback-given' | 'closed', number>>} Stages */

const minuteMs = 60_000;

/**
 * One incident from report to close, as far as it has got.
 * @param {object} what
 * @param {string} what.incident
 * @param {number} what.reportedMs
 * @param {string} what.system
 * @param {string} what.summary
 * @param {string} [what.level]
 * @param {string} [what.subsystem]
 * @param {string} [what.department]
 * @param {string} [what.institution]
 * @param {Stages} [what.stages]
 * @param {'vendor' | 'hospital' | 'third-party'} [what.cause] found an hour after the restoration
 * @param {[document: string, minutes: number]} [what.report]
 * @param {boolean} [what.agreed] the hospital agreed to the remote session, five minutes before it
 * @returns {Fact[]}
 */
export function incident({ incident, reportedMs, stages = {}, cause, report, agreed, ...reported }) {
  const after = (/** @type {number} */ minutes) => instantOf(reportedMs + minutes * minuteMs);
  /** @type {Fact[]} */
  const facts = [
    { type: 'incident.reported', at: after(0), incident, channel: 'phone', by: 'hospital', ...reported },
    ...Object.entries(stages).map(([stage, minutes]) => ({
      type: `incident.${stage}`,
      at: after(minutes),
      incident,
      by: 'hospital',
    })),
  ];
  if (cause)
    facts.push({ type: 'incident.caused', at: after((stages.restored ?? 0) + 60), incident, cause, by: 'hospital' });
  if (agreed)
    facts.push({
      type: 'approval.given',
      at: after((stages['remote-started'] ?? 0) - 5),
      approval: `REMOTE-${incident}`,
      kind: 'remote-session',
      about: incident,
      by: 'hospital',
    });
  if (report)
    facts.push({ type: 'document.filed', at: after(report[1]), document: report[0], about: incident, by: 'vendor' });
  return facts;
}

/**
 * An inspection, signed by the hospital, with its report some days later (none: the report is still owed).
 * @param {object} what
 * @param {string} what.inspection
 * @param {string} what.kind
 * @param {number} what.day moved to the Monday after it, if it is a weekend
 * @param {string} [what.period]
 * @param {number | null} [what.reportAfterDays]
 * @param {boolean} [what.stamped]
 * @param {boolean} [what.signed]
 * @param {boolean} [what.move] false: on that very day
 * @returns {Fact[]}
 */
export function inspection({
  inspection,
  kind,
  day,
  period,
  reportAfterDays = 2,
  stamped,
  signed = true,
  move = true,
}) {
  const ended = move ? weekdayFrom(day) : day;
  const facts = [
    /** @type {Fact} */ ({
      type: 'inspection.ended',
      at: instantOf(msOf(ended, '16:00')),
      inspection,
      kind,
      by: 'vendor',
      ...(period ? { period } : {}),
    }),
  ];
  if (signed)
    facts.push(
      { type: 'duty.done', at: instantOf(msOf(ended, '16:00')), duty: inspection, kind: 'inspection', by: 'vendor' },
      { type: 'duty.signed', at: instantOf(msOf(ended, '17:00')), duty: inspection, by: 'hospital' },
    );
  if (reportAfterDays !== null)
    facts.push({
      type: 'document.filed',
      at: instantOf(msOf(ended + reportAfterDays, '15:00')),
      document: 'inspection-report',
      about: inspection,
      by: 'vendor',
      ...(stamped === undefined ? {} : { stamped }),
    });
  return facts;
}

/**
 * A change of staff as it should be: asked for, with the sealed letter, agreed to, done.
 * @param {object} what
 * @param {number} what.day on which it is done
 * @param {string} what.post
 * @param {string} what.person
 * @param {boolean} [what.letter] the stamped letter of authorisation, too
 * @returns {Fact[]}
 */
export function staffChange({ day, post, person, letter = false }) {
  const approval = { approval: `STAFF-${person}`, kind: 'staff-change', about: person };
  return [
    on('approval.asked', day - 6, { ...approval, by: 'vendor' }),
    ...(letter
      ? [
          on('document.filed', day - 6, {
            document: 'authorisation-letter',
            about: person,
            stamped: true,
            by: 'vendor',
          }),
        ]
      : []),
    on('approval.given', day - 3, { ...approval, by: 'hospital' }, '15:00'),
    on('staff.changed', day, { post, person, onSite: true, by: 'vendor' }, '09:00'),
  ];
}

/**
 * @param {string} type
 * @param {number} day
 * @param {Record<string, unknown>} fields
 * @param {string} [time]
 * @returns {Fact}
 */
export function on(type, day, fields, time = '10:00') {
  return { type, at: instantOf(msOf(day, time)), ...fields };
}

/**
 * The backups of a stretch of days.
 * @param {object} what
 * @param {number} what.fromDay
 * @param {number} what.toDay
 * @param {'full' | 'incremental'} what.kind
 * @param {(day: number) => string} what.time of its end
 * @param {number} what.daysAfter 0: in the evening of the day itself; 1: in the night after it
 * @param {(day: number) => string[] | null} what.locations null: none was made
 * @param {boolean} [what.confirmed] the slip is signed
 * @returns {Fact[]}
 */
export function backups({ fromDay, toDay, kind, time, daysAfter, locations, confirmed }) {
  const facts = [];
  for (let day = fromDay; day <= toDay; day += 1) {
    const places = locations(day);
    if (places === null) continue;
    facts.push(
      on(
        'backup.finished',
        day + daysAfter,
        {
          day: dateOf(day),
          kind,
          ok: true,
          locations: places,
          by: 'monitor',
          ...(confirmed === undefined ? {} : { confirmed }),
        },
        time(day),
      ),
    );
  }
  return facts;
}

/**
 * @param {string} outage
 * @param {string} system
 * @param {number} startedMs
 * @param {number} minutes
 * @returns {Fact[]}
 */
export function outage(outage, system, startedMs, minutes) {
  return [
    { type: 'outage.started', at: instantOf(startedMs), outage, system, by: 'monitor' },
    { type: 'outage.ended', at: instantOf(startedMs + minutes * minuteMs), outage, system, by: 'monitor' },
  ];
}

/** The calendar months that a stretch of days touches, first to last. @param {number} fromDay @param {number} toDay */
export function monthsBetween(fromDay, toDay) {
  const months = [];
  for (let day = fromDay; monthOf(day) <= monthOf(toDay); day += 28)
    if (months.at(-1) !== monthOf(day)) months.push(monthOf(day));
  return months;
}

/** The demo customer, and the vendor that the gateway made for the contract's pattern. @param {string} pattern */
export function partiesOf(pattern) {
  return [
    { organisation: 'demo-hospital', part: 'customer' },
    { organisation: `demo-vendor-${pattern}`, part: 'vendor' },
  ];
}
