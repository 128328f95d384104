import { z } from 'zod';
import { bank, essms, organisme, project } from '@/knowledge/profile/schema';
import { keysOf, listOf, TARGETS } from './targets';

const LISTS: Record<string, z.ZodObject> = { essms, organisme, bank, project };

function unwrapped(schema: unknown): unknown {
  return schema instanceof z.ZodDefault || schema instanceof z.ZodNullable
    ? unwrapped(schema.unwrap())
    : schema;
}

const lengthAt = (id: string): number => {
  const found = keysOf(id).reduce<unknown>((node, key) => {
    const inner = unwrapped(node);
    return inner instanceof z.ZodObject ? inner.shape[key] : undefined;
  }, LISTS[listOf(id)]);
  const leaf = unwrapped(found);
  return leaf instanceof z.ZodString
    ? (leaf.maxLength ?? Number.POSITIVE_INFINITY)
    : Number.POSITIVE_INFINITY;
};

const lengths = new Map<string, number>(TARGETS.map(({ id }) => [id, lengthAt(id)]));

/** Longest text a profile holds there, read in its schema. */
export const maxLengthOf = (id: string): number => lengths.get(id) ?? Number.POSITIVE_INFINITY;
