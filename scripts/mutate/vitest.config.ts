import { basename } from 'node:path';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const root = new URL('../..', import.meta.url).pathname;

/** The first test that fails ends the trial of a change: the shortest come first, the longest last. */
const FIRST = ['rules-headings'];
const LAST = ['cases', 'instants', 'rules-shown-fields', 'rules-personal', 'rules-shown'];

class QuickFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => {
      const name = basename(moduleId, '.test.ts');
      return LAST.indexOf(name) - FIRST.indexOf(name);
    };
    return files.toSorted((a, b) => rank(a) - rank(b));
  }
}

/** The tests that must notice a change of a rule, an amount or a date: no browser, no page. */
export default defineConfig({
  root,
  test: {
    environment: 'node',
    // The modules are loaded once for all the files of a trial, of which there are thousands.
    isolate: false,
    // A busy machine must not look like a test that noticed.
    testTimeout: 60_000,
    sequence: { sequencer: QuickFirst },
    include: ['test/{cases,rules-*,amounts*,deadlines*,instants,agenda}.test.ts'],
    // Too long for each of thousands of changes; what they prove, the cases prove too.
    exclude: ['test/*-properties.test.ts'],
  },
  resolve: { alias: { '@': root } },
});
