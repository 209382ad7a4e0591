import { expect, it } from 'vitest';
import { isHashed, isPage } from './page-paths.js';
import { contentSecurityPolicy } from './security-headers.js';

it('knows pages of the dashboard from its files', () => {
  expect(
    ['/', '/wall', '/contracts/bayannur-emr/payments', '/favicon.ico', '/assets/index-B1x2y3z4.js'].map(isPage),
  ).toEqual([true, true, true, false, false]);
});
it('lets only files be kept for long whose name holds their content', () => {
  expect(['/assets/index-B1x2y3z4.js', '/assets/logo.svg', '/index-B1x2y3z4.js', '/favicon.ico'].map(isHashed)).toEqual(
    [true, false, false, false],
  );
});
it('lets no script stand in a page', () => {
  expect(contentSecurityPolicy).toMatch(/script-src 'self';/);
  expect(contentSecurityPolicy).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline/);
});
