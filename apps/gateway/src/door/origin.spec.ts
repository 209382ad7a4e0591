import { expect, it } from 'vitest';
import { isOwnOrigin } from './origin.js';

const host = 'weibao.example:4400';
const from = (origin?: string, secFetchSite?: string) => isOwnOrigin({ host, origin, secFetchSite });

it('believes a browser that names the site, whatever the origin says', () => {
  expect(
    ['same-origin', 'none', 'same-site', 'cross-site'].map((site) => from('http://weibao.example:4400', site)),
  ).toEqual([true, true, false, false]);
});
it('judges an older browser by the origin, with its port', () => {
  expect(
    ['http://weibao.example:4400', 'http://weibao.example:4401', 'http://elsewhere.example', 'null', ''].map((origin) =>
      from(origin),
    ),
  ).toEqual([true, false, false, false, false]);
});
it('lets programs through that are no browser', () => expect(from()).toBe(true));
