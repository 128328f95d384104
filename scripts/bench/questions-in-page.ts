/** What a page needs to search: bundled alone, its size is the one of the retrieval module. */
export { corpusOf } from '@/knowledge/answers/corpus';
export { readQuestion } from '@/knowledge/answers/question';
export { rank } from '@/knowledge/answers/rank';
