import react from '@vitejs/plugin-react';
import { defaultClientConditions, defaultServerConditions } from 'vite';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Projects of this repository are read from their sources, so that a test never sees a stale build. */
const source = '@weibao/source';
const fromSources = {
  resolve: { conditions: [source, ...defaultClientConditions] },
  ssr: { resolve: { conditions: [source, ...defaultServerConditions], externalConditions: [source, 'node'] } },
};

const servers = { globalSetup: ['test/harness/global-setup.mjs'] };
/** Specs that leave nothing behind for the next: one process reads the sources, and NestJS, once for all of them, in a quarter of the time. */
const shared = { isolate: false };
const pureLibs = '{calendar,exchange,contract-terms,engine,papers,messages}';

/** Specs that wait for processes to die and come back, or compute for long: begun last, one of them would run alone at the end. */
const longest = [
  'launcher',
  'incident-watch',
  'inspection',
  'gateway-house',
  'replay-server',
  'wall-and-pages',
  'laws',
  'laws-of-the-others',
];
const rankOf = ({ moduleId }: TestSpecification): number => {
  const rank = longest.findIndex((name) => moduleId.endsWith(`/${name}.spec.ts`));
  return rank < 0 ? longest.length : rank;
};
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).sort((a, b) => rankOf(a) - rankOf(b));
  }
}

export default defineConfig({
  ...fromSources,
  test: {
    // Starting services and browsers side by side on two cores makes timeouts, not speed.
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        ...fromSources,
        test: {
          ...shared,
          name: 'unit',
          include: [`libs/${pureLibs}/src/**/*.spec.ts`, 'apps/{cli,dashboard}/src/**/*.spec.ts'],
          testTimeout: 20_000, // for machines that do something else: every field with every odd value takes two seconds alone
        },
      },
      {
        ...fromSources,
        test: {
          ...servers,
          ...shared,
          name: 'unit-node',
          include: ['libs/service-kit/src/**/*.spec.ts', 'apps/{*-svc,gateway,launcher}/src/**/*.spec.ts'],
          testTimeout: 20_000,
          hookTimeout: 60_000,
        },
      },
      {
        ...fromSources,
        plugins: [react()],
        test: {
          ...shared,
          name: 'unit-dashboard',
          environment: 'jsdom',
          include: ['apps/dashboard/src/**/*.spec.tsx'], // what draws nothing (*.spec.ts) needs no page around it
          setupFiles: ['test/harness/jsdom.ts'],
          testTimeout: 20_000,
        },
      },
      { ...fromSources, test: { name: 'house', include: ['test/house/**/*.spec.ts'], testTimeout: 60_000 } },
      {
        ...fromSources,
        test: { ...shared, name: 'cases', include: ['test/{cases,laws}/**/*.spec.ts'], testTimeout: 60_000 },
      },
      {
        ...fromSources,
        test: {
          ...servers,
          ...shared,
          name: 'system',
          include: ['test/system/**/*.spec.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        ...fromSources,
        test: {
          ...servers,
          ...shared,
          name: 'faults',
          include: ['test/faults/**/*.spec.ts'],
          testTimeout: 240_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
      {
        ...fromSources,
        test: {
          ...servers,
          name: 'browser',
          include: ['test/browser/**/*.spec.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
