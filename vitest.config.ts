import { defineConfig } from 'vitest/config';
import { WxtVitest } from 'wxt/testing/vitest-plugin';

export default defineConfig({
  test: {
    projects: [
      {
        plugins: [WxtVitest()],
        test: {
          name: 'unit',
          environment: 'node',
          testTimeout: 60_000, // a busy machine is no failure
          maxWorkers: 2,
          include: ['test/**/*.test.ts'],
          exclude: ['test/e2e/**'],
          pool: 'forks',
        },
      },
      {
        plugins: [WxtVitest()],
        test: {
          name: 'dom',
          environment: 'happy-dom',
          testTimeout: 60_000,
          maxWorkers: 2,
          include: ['test/**/*.test.tsx'],
          setupFiles: ['test/dom-idle.ts'],
          pool: 'vmForks',
        },
      },
      {
        test: {
          name: 'e2e',
          environment: 'node',
          include: ['test/e2e/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          maxWorkers: 3, // much of what they do is wait; more of them and a browser may start its worker too late
          retry: 1, // a loaded machine starves a browser now and then; what is tried again is told in the report
        },
        resolve: { alias: { '@': import.meta.dirname } },
      },
    ],
  },
});
