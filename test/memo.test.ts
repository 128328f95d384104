import { expect, it, vi } from 'vitest';
import { memo } from '@/knowledge/memo';

it('asks once for each text, until too many are known', () => {
  const work = vi.fn((text: string) => ({ length: text.length }));
  const lengthOf = memo(work, 2);
  expect(lengthOf('a')).toBe(lengthOf('a'));
  expect(work).toHaveBeenCalledTimes(1);
  expect([lengthOf('bb'), lengthOf('ccc')]).toEqual([{ length: 2 }, { length: 3 }]);
  expect(lengthOf('a')).toEqual({ length: 1 });
  expect(work).toHaveBeenCalledTimes(4);
});
