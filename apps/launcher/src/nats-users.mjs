import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import { serviceNames } from './services.mjs';
import { StartFault } from './speak.mjs';

/** @typedef {{ publish: string[], subscribe: string[], neverPublish?: string[], answers?: boolean }} Permissions subjects; answers: may reply to who asks */
/** @typedef {Readonly<Record<string, string>>} Passwords by user */

const streams = ['FACTS', 'SIGNALS'];
const names = serviceNames.map((service) => service.replace(/-svc$/, ''));
/** Every process waits until the two streams stand; billing-svc makes them, and alone may change their settings. */
const standing = streams.map((stream) => `$JS.API.STREAM.INFO.${stream}`);

/**
 * What each process needs of the broker, and nothing else: the gateway asks and follows, a service answers for itself and tells of itself. The
 * subjects are those of libs/messages and libs/service-kit; test/system/broker-users.spec.ts holds that they suffice, and what they keep out.
 * @returns {Record<string, Permissions>}
 */
export function permissionsByUser() {
  const gateway = {
    subscribe: [inboxOf('gateway')],
    publish: [
      ...standing,
      ...names.map((name) => `${name}.>`),
      ...streams.flatMap((stream) => [
        `$JS.API.CONSUMER.CREATE.${stream}`,
        `$JS.API.CONSUMER.CREATE.${stream}.>`,
        `$JS.API.CONSUMER.INFO.${stream}.*`,
        `$JS.API.CONSUMER.DELETE.${stream}.*`,
        `$JS.FC.${stream}.>`,
      ]),
    ],
    // What services ask of each other is no person's to ask.
    neverPublish: ['*.heads.list.v1.*', '*.trial.drop.v1.*', '*.text.erase.v1.*'],
  };
  return Object.fromEntries([
    ['gateway', gateway],
    ...names.map((name) => [`${name}-svc`, permissionsOfService(name)]),
  ]);
}

/** @param {string} name @returns {Permissions} */
function permissionsOfService(name) {
  const user = `${name}-svc`;
  const others = names.filter((other) => other !== name);
  const own = [`nudge.${name}.*`, `nudge-signals.${name}`, `forget.${name}.*`];
  return {
    answers: true,
    subscribe: [inboxOf(user), `${name}.>`, ...own],
    publish: [
      ...standing,
      ...own,
      `facts.${name}.*`,
      `signals.${name}.*`,
      ...others.flatMap((other) => [
        `${other}.facts.read.v1.*`,
        `${other}.heads.list.v1.*`,
        `$JS.API.CONSUMER.CREATE.FACTS.${user}-from-${other}.facts.${other}.*`,
        `$JS.API.CONSUMER.INFO.FACTS.${user}-from-${other}`,
        `$JS.API.CONSUMER.MSG.NEXT.FACTS.${user}-from-${other}`,
        `$JS.ACK.FACTS.${user}-from-${other}.>`,
      ]),
      ...names.map((each) => `${each}.text.erase.v1.*`),
      // Contracts are billing's, and so are trials: it alone has them forgotten. It keeps the streams, too, as connectBroker knows.
      ...(name === 'billing'
        ? [
            ...names.map((each) => `${each}.trial.drop.v1.*`),
            ...['CREATE', 'UPDATE', 'PURGE'].flatMap((what) =>
              streams.map((stream) => `$JS.API.STREAM.${what}.${stream}`),
            ),
          ]
        : []),
    ],
  };
}

/** Answers come to an inbox that nobody else may listen to: the user's name is part of it, see connectBroker. @param {string} user */
const inboxOf = (user) => `_INBOX.${user}.>`;

/**
 * The passwords of the broker's users: read from the file, made when there is none.
 * @param {string} file mode 0600
 * @returns {Passwords}
 */
export function brokerPasswords(file) {
  if (fs.existsSync(file)) return readBrokerPasswords(file);
  const made = Object.fromEntries(
    Object.keys(permissionsByUser()).map((user) => [user, randomBytes(24).toString('hex')]),
  );
  fs.writeFileSync(file, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600 });
  return made;
}

/**
 * @param {string} file {"gateway": "…", "incident-svc": "…", …}
 * @returns {Passwords}
 * @throws {StartFault} LAUNCHER.NATS_USERS
 */
export function readBrokerPasswords(file) {
  const users = Object.keys(permissionsByUser());
  let read;
  try {
    read = JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch {
    read = {};
  }
  const missing = users.filter((user) => typeof read[user] !== 'string' || read[user] === '');
  if (missing.length === 0) return read;
  throw new StartFault('LAUNCHER.NATS_USERS', {
    zh: `${file} 应为 JSON,写明 NATS 各用户的密码;缺少 ${missing.join('、')}。请补上后重试。`,
    en: `${file} should be JSON with the password of each NATS user; missing: ${missing.join(', ')}. Add them and try again.`,
  });
}

/**
 * The configuration of nats-server: its users, each with what it may publish and subscribe to.
 * @param {Passwords} passwords
 * @param {{ openDoor?: boolean }} [options] openDoor: who gives no name may do everything; for tests that look on
 */
export function brokerConfig(passwords, { openDoor = false } = {}) {
  const users = Object.entries(permissionsByUser()).map(([user, may]) => ({
    user,
    password: passwords[user],
    permissions: {
      publish: { allow: may.publish, ...(may.neverPublish ? { deny: may.neverPublish } : {}) },
      subscribe: { allow: may.subscribe },
      ...(may.answers ? { allow_responses: true } : {}),
    },
  }));
  const onlooker = { user: 'onlooker', password: randomBytes(24).toString('hex') };
  return `${JSON.stringify(
    {
      authorization: { users: openDoor ? [...users, onlooker] : users },
      ...(openDoor ? { no_auth_user: onlooker.user } : {}),
    },
    null,
    2,
  )}\n`;
}

/**
 * The address with a user's name and password, for each server of the list.
 * @param {string} urls @param {string} user @param {Passwords | null} passwords null: the address as it is
 */
export function brokerUrlFor(urls, user, passwords) {
  const password = passwords?.[user];
  if (password === undefined) return urls;
  return urls
    .split(',')
    .map((text) => {
      const [scheme, place] = /** @type {[string, string]} */ (text.trim().split('://'));
      return `${scheme}://${user}:${encodeURIComponent(password)}@${place.slice(place.lastIndexOf('@') + 1)}`;
    })
    .join(',');
}
