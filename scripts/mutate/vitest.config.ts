import { defineConfig } from 'vitest/config';

const root = new URL('../..', import.meta.url).pathname;

/** The tests that must notice a change of a rule, an amount or a date: no browser, no page. */
export default defineConfig({
  root,
  test: {
    environment: 'node',
    include: ['test/{cases,rules-*,amounts*,deadlines,instants,planning,agenda,timeline}.test.ts'],
    // Too long for each of thousands of changes; what they prove, the cases prove too.
    exclude: ['test/*-properties.test.ts'],
  },
  resolve: { alias: { '@': root } },
});
