import { signal } from '@preact/signals';
import type { Correction } from '@/knowledge/form/correction';
import type { PlannedField } from '@/knowledge/form/plan';
import { likenessOf, signatureOf } from '@/knowledge/form/signature';
import {
  deleteCorrection,
  exportCorrections,
  importCorrections,
  listCorrections,
  saveCorrection,
} from '@/utils/database';
import { downloadFile } from '@/utils/download';

/** What the person said of fields of the portal, and the files that carry it. */
export class Corrections {
  readonly list = signal<Correction[]>([]);

  /** Reads the corrections again. */
  load = async (): Promise<void> => {
    this.list.value = await listCorrections().catch(() => []);
  };

  /** Keeps what a field asks; null: the assistant leaves such fields alone. */
  async correct({ field }: PlannedField, fieldId: string | null): Promise<string> {
    const section = field.texts.find(({ source }) => source === 'section')?.text ?? '';
    await saveCorrection({
      signature: signatureOf(field),
      likeness: likenessOf(field),
      fieldId,
      label: field.label.slice(0, 300),
      section: section.slice(0, 300),
      at: new Date().toISOString(),
    });
    await this.load();
    return fieldId === null
      ? 'C’est noté : l’assistant laissera ce champ et ceux qui lui ressemblent.'
      : 'C’est noté, pour ce champ et ceux qui lui ressemblent.';
  }

  /** Forgets what was said of a field. */
  async forget(signature: string): Promise<string> {
    await deleteCorrection(signature);
    await this.load();
    return 'Correction retirée.';
  }

  /** Adds the corrections of a file; answers what was kept and what was not, in French. */
  async import(file: File): Promise<string> {
    const { added, replaced, refused } = await importCorrections(await file.text());
    await this.load();
    const [first] = refused;
    if (added + replaced === 0 && first) throw new Error(`Rien n’a été importé : ${first.reason}.`);
    const left = refused.map(({ line, reason }) => ` Ligne ${line} laissée de côté : ${reason}.`).slice(0, 3);
    const more = refused.length > left.length ? ` ${refused.length - left.length} autres aussi.` : '';
    return `${count(added, 'ajoutée')}, ${count(replaced, 'remplacée')}.${left.join('')}${more}`;
  }

  /** Saves the corrections in a file without any value. */
  export(): string {
    const name = 'corrections-assistant-galis.json';
    downloadFile(exportCorrections(this.list.value), name, 'application/json');
    return `Corrections « ${name} » enregistrées dans vos téléchargements.`;
  }
}

const count = (n: number, done: string): string => {
  const s = n > 1 ? 's' : '';
  return `${n} correction${s} ${done}${s}`;
};
