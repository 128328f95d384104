import { afterEach, describe, expect, test, vi } from 'vitest';
import { readSheetFile } from '@/utils/spreadsheet';
import { readWorkbook } from '@/utils/spreadsheet/read';
import { faultOf } from '@/utils/spreadsheet/task';

/** Node has no Worker of the web: this one has its shape, and answers as the test decides. */
class Bench extends EventTarget {
  static made: Bench[] = [];
  static answer: (file: File) => Promise<unknown> = () => new Promise(() => undefined);
  ended = false;

  constructor() {
    super();
    Bench.made.push(this);
  }

  async postMessage(file: File): Promise<void> {
    const data = await Bench.answer(file);
    this.dispatchEvent(new MessageEvent('message', { data }));
  }

  terminate(): void {
    this.ended = true;
  }
}

const reading = async (file: File) => ({
  workbook: await readWorkbook(new Uint8Array(await file.arrayBuffer()), file.name),
});
const silent = (): Promise<never> => new Promise(() => undefined);

const setUp = (answer: typeof Bench.answer): void => {
  Bench.made = [];
  Bench.answer = answer;
  vi.stubGlobal('Worker', Bench);
};

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const file = new File(['FINESS;Nom\n010000012;A'], 'membres.csv');

describe('a file is read in a worker of its own', () => {
  test('which ends once it answered', async () => {
    setUp(reading);
    expect((await readSheetFile(file)).sheets[0]?.rows).toHaveLength(2);
    await readSheetFile(file);
    expect(Bench.made.map(({ ended }) => ended)).toEqual([true, true]);
  });

  test('a refusal keeps its code and its words', async () => {
    setUp(async (given) => reading(given).catch((error: unknown) => ({ fault: faultOf(error) })));
    await expect(readSheetFile(new File(['%PDF-1.7'], 'x.csv'))).rejects.toMatchObject({
      name: 'SheetError',
      code: 'not-a-sheet',
      message: expect.stringMatching(/PDF.*Rien n’a été modifié dans votre grappe\.$/),
    });
  });

  test('an error of ours is told as a broken file, not as code', () => {
    expect(faultOf(new TypeError('x is undefined'))).toMatchObject({ code: 'broken' });
  });

  test('a file that takes more than 20 seconds is given up, and its worker ended', async () => {
    vi.useFakeTimers();
    setUp(silent);
    const outcome = expect(readSheetFile(file)).rejects.toMatchObject({ code: 'timeout' });
    await vi.advanceTimersByTimeAsync(20_000);
    await outcome;
    expect(Bench.made[0]?.ended).toBe(true);
  });

  test('a worker that dies is told, not waited for', async () => {
    setUp(silent);
    const outcome = expect(readSheetFile(file)).rejects.toMatchObject({ code: 'broken' });
    await vi.waitFor(() => expect(Bench.made).toHaveLength(1));
    Bench.made[0]?.dispatchEvent(new Event('error'));
    await outcome;
    expect(Bench.made[0]?.ended).toBe(true);
  });

  test('an import given up ends its worker', async () => {
    setUp(silent);
    const stop = new AbortController();
    const outcome = expect(readSheetFile(file, { signal: stop.signal })).rejects.toThrow('assez');
    await vi.waitFor(() => expect(Bench.made).toHaveLength(1));
    stop.abort(new Error('assez'));
    await outcome;
    expect(Bench.made[0]?.ended).toBe(true);
    await expect(readSheetFile(file, { signal: stop.signal })).rejects.toThrow('assez');
    expect(Bench.made).toHaveLength(1);
  });
});

describe('a file of 200 MB is refused before it is read', () => {
  const heavy = (start: string): File => {
    const large = new File([start], 'x.csv');
    Object.defineProperty(large, 'size', { value: 200 * 1024 * 1024 });
    large.arrayBuffer = () => Promise.reject(new Error('read'));
    return large;
  };

  test.each([
    ['a CSV', 'FINESS;Nom\n1;A', /30\sMo/],
    ['the FINESS extract', '{"structures":[{"informationsGeneralesPmej":{', /Registre/],
  ])('%s', async (_, start, words) => {
    setUp(silent);
    const outcome = readSheetFile(heavy(start));
    await expect(outcome).rejects.toMatchObject({ code: 'too-big', message: expect.stringMatching(words) });
    expect(Bench.made).toHaveLength(0);
  });
});
