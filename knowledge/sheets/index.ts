export type { SheetBook } from './book';
export { MEMBER_HEADERS } from './columns';
export { grappeBook } from './grappe';
export { memberBook } from './member';
