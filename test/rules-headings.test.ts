import { expect, it } from 'vitest';
import { rules } from '@/knowledge/rules/assess';
import { headings } from './cases/words';

it('every rule has the heading that `cases/words/rules.md` holds', async () => {
  await expect(headings(rules)).toMatchFileSnapshot('cases/words/rules.md');
});
