import { count, type ExtractRecord } from '@/knowledge/register/extract';
import { writeEntity, writeEstablishment } from './records';
import { type Building, commit, LINES } from './store';
import { digitsKey, finessKey, Gatherer } from './tables';

/** Lines kept by one transaction. */
const STEP = 32 * LINES;

/** Lines, numbers and count gathered since the last transaction. */
export class Step {
  #lines: string[] = [];
  #gatherer = new Gatherer();
  #building: Building;

  constructor(building: Building) {
    this.#building = building;
  }

  get isFull(): boolean {
    return this.#lines.length >= STEP;
  }

  get isEmpty(): boolean {
    return this.#lines.length === 0;
  }

  add(record: ExtractRecord): void {
    count(this.#building.tally, record);
    const { entity, establishments } = record;
    if (entity) {
      const ref = this.#place(writeEntity(entity));
      this.#gatherer.add('ej', finessKey(entity.finess), ref);
      if (entity.siren !== '') this.#gatherer.add('siren', digitsKey(entity.siren), ref);
    }
    for (const one of establishments) {
      const ref = this.#place(writeEstablishment(one));
      this.#gatherer.add('et', finessKey(one.finess), ref);
      this.#gatherer.add('ofEj', finessKey(one.finessJuridique), ref);
      if (one.siret !== '') this.#gatherer.add('siret', digitsKey(one.siret), ref);
    }
  }

  #place(line: string): number {
    this.#building.bytes += line.length;
    this.#lines.push(line);
    return this.#building.nextBlock * LINES + this.#lines.length - 1;
  }

  /** Writes what was gathered, with where the reading stands. */
  commit(): Promise<void> {
    const blocks: string[] = [];
    for (let at = 0; at < this.#lines.length; at += LINES)
      blocks.push(this.#lines.slice(at, at + LINES).join('\n'));
    const firstBlock = this.#building.nextBlock;
    this.#building.nextBlock += blocks.length;
    this.#lines = [];
    return commit(structuredClone(this.#building), firstBlock, blocks, this.#gatherer.take());
  }
}
