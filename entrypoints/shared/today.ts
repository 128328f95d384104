import type { Day } from '@/knowledge/source';

/** « 2026-11-22 », in Paris. */
export const todayInParis = (): Day => new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Paris' });
