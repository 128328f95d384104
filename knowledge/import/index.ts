/**
 * From a sheet, a pasted block or a list of numbers to the edits of a grappe, in four steps that
 * write nothing: find the tables and say what their columns are, ask a register, propose line by
 * line, turn what was accepted into edits.
 */

export type { Against } from './context';
export { countsOf } from './counts';
export { type Choices, cellKey, editsOf, isCellAccepted, isLineAccepted, NO_CHOICE } from './edits';
export { pickEstablishment, proposeEntity } from './entity';
export { mainTables, mappingOf, tableProblem, withMapping } from './mapping';
export { numberList } from './number-list';
export { propose, proposeTables } from './propose';
export { numbersOfText, proposeNumbers } from './propose-numbers';
export { establishmentsOf, followUps } from './registry';
export { tablesOf } from './tables';
export { TARGETS } from './targets';
export { numbersToCheck } from './to-check';
