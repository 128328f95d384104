import { z } from 'zod';
import type { FieldKind } from './snapshot';

/** The sorts of fields, as files and the database name them; apart from `snapshot.ts`, which the overlay reads for its types. */
export const fieldKind = z.enum([
  'text',
  'textarea',
  'number',
  'date',
  'select',
  'radio',
  'checkbox',
  'switch',
  'combobox',
  'editable',
  'file',
  'password',
  'locked',
] satisfies FieldKind[]);
