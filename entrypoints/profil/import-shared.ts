import type { Editing } from './editing';
import { ImportState } from './import-state';
import { Registers } from './register-state';
import { Verification } from './register-verification';

/** What outlives the sections on screen: one of each for a page. */
interface Shared {
  registers: Registers;
  sheet: ImportState;
  verification: Verification;
}

const shared = new WeakMap<Editing, Shared>();

/** The import, the registers and the verification of this page, kept when their section leaves the screen. */
export function sharedOf(editing: Editing): Shared {
  const known = shared.get(editing);
  if (known) return known;
  const registers = new Registers();
  const made = {
    registers,
    sheet: new ImportState(editing, registers),
    verification: new Verification(editing, registers),
  };
  shared.set(editing, made);
  return made;
}
