import { entryAt, prepareCorpus } from '@/knowledge/answers/corpus';
import { searchable } from '@/knowledge/answers/normalise';
import { reply } from '@/knowledge/answers/reply';
import { campaigns } from '@/knowledge/campaigns';
import { texts } from '@/knowledge/texts';
import { ours } from './eval/engines';
import { isAnswered } from './eval/measure';
import { readSets } from './eval/sets';
export function main() {
  const corpus = prepareCorpus(texts, campaigns);
  const engine = ours(corpus);
  for (const set of readSets()) {
    const count: Record<string, number> = {};
    for (const one of set.cases) {
      const ids = engine.search(one.question, one.campaign).slice(0, 10);
      const rank = ids.findIndex((id) => one.gold.includes(id)) + 1;
      const given = reply(one.question, { corpus, campaign: one.campaign });
      const ok = isAnswered(corpus, one);
      const cited = [...new Set(given.citations.map((c) => c.text + '#' + c.anchor))];
      const has = (g: string) => {
        const [text = '', anchor = ''] = g.split('#');
        const e = entryAt(corpus, { text, anchor });
        return !!e && one.answer.every((m) => searchable(e.passage.body).includes(searchable(m)));
      };
      const full = cited.some((c) => one.gold.includes(c) && has(c));
      const shownGold = cited.some((c) => one.gold.includes(c));
      const r = rank === 1 ? '1' : rank > 0 && rank <= 3 ? '2-3' : '>3';
      const key = ok
        ? 'ok ' + given.band
        : given.band === 'none'
          ? 'none r' + r
          : full
            ? 'whole in a shown passage, not quoted'
            : shownGold
              ? 'gold shown without all of it'
              : 'gold not shown r' + r + (given.computed ? ' computed' : '');
      count[key] = (count[key] ?? 0) + 1;
    }
    console.log(set.name, count);
  }
}
