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
          include: ['test/**/*.test.ts'],
          exclude: ['test/e2e/**'],
          pool: 'forks',
        },
      },
      {
        plugins: [WxtVitest()],
        test: { name: 'dom', environment: 'happy-dom', include: ['test/**/*.test.tsx'], pool: 'vmForks' },
      },
      {
        test: {
          name: 'e2e',
          environment: 'node',
          include: ['test/e2e/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          maxWorkers: 2,
        },
        resolve: { alias: { '@': import.meta.dirname } },
      },
    ],
  },
});
