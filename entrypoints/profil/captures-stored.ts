import { signal } from '@preact/signals';
import { formatCount, formatPlural } from '@/knowledge/profile/format';
import { captureFile, MAX_FILE_LENGTH, readCaptureFile } from '@/knowledge/texts/capture-file';
import { type CapturedText, type Classification, classified } from '@/knowledge/texts/captured';
import {
  addCaptures,
  type DamagedCapture,
  importCaptures,
  listCaptures,
  onCapturesChange,
  removeCaptures,
} from '@/utils/captures';
import { downloadFile } from '@/utils/download';
import { inSlices } from '@/utils/slices';
import { Captures, KEPT } from '../shared/captures';
import { said } from '../shared/captures-words';
import { todayInParis } from '../shared/today';

const JSON_TYPE = 'application/json';

/** Every captured text of this computer: listed, classified, removed, exported and imported. */
export class StoredCaptures extends Captures {
  /** False until the first look. */
  readonly known = signal(false);
  readonly texts = signal<readonly CapturedText[]>([]);
  readonly damaged = signal<readonly DamagedCapture[]>([]);

  /** Reads the texts and follows what the other pages write. Returns the way to stop. */
  start(): () => void {
    void this.load();
    return onCapturesChange(() => void this.load());
  }

  load = (): Promise<boolean> =>
    this.attempt(async () => {
      const { texts, damaged } = await listCaptures();
      this.texts.value = texts;
      this.damaged.value = damaged;
      this.known.value = true;
    });

  protected override refresh = async (): Promise<void> => {
    await this.load();
  };

  classify = async (id: string, said: Classification): Promise<void> => {
    const before = this.texts.value.find((one) => one.id === id);
    if (!before) return;
    if (!(await this.attempt(() => addCaptures([classified(before, said)])))) return;
    await this.load();
    this.tell({
      text: `« ${said.title} » est classé.`,
      details: [],
      id,
      undo: { label: 'Annuler le classement', run: () => addCaptures([before]) },
    });
  };

  remove = async (id: string): Promise<void> => {
    const before = this.texts.value.find((one) => one.id === id);
    if (!before || !(await this.attempt(() => removeCaptures([id])))) return;
    await this.load();
    this.tell({
      text: `Supprimé : « ${before.title} ».`,
      details: [],
      id: '',
      undo: { label: 'Annuler la suppression', run: () => addCaptures([before]) },
    });
  };

  /** Sets an unreadable text aside: in a file as it is, then out of the browser. */
  removeDamaged = async ({ id, row }: DamagedCapture): Promise<void> => {
    downloadFile(JSON.stringify(row, null, 2), `texte-illisible-${id}.json`, JSON_TYPE);
    if (await this.attempt(() => removeCaptures([id]))) await this.load();
  };

  /** Writes captured texts in a file: the one named, or all of them. */
  export = (id: string | null): void => {
    const texts = this.texts.value.filter((text) => id === null || text.id === id);
    const name = id === null ? `textes-captures-${todayInParis()}` : `texte-${id}`;
    downloadFile(captureFile(texts, new Date().toISOString()), `${name}.json`, JSON_TYPE);
    this.tell({
      text: `${formatPlural(texts.length, 'texte')} dans le fichier « ${name}.json », dans vos téléchargements.`,
      details: [],
      id: '',
      undo: null,
    });
  };

  /** An exported file dropped among the texts is what it is, not a text. */
  override addFile(file: File): Promise<void> {
    return /\.json$/i.test(file.name) ? this.importFile(file) : super.addFile(file);
  }

  /** Adds the texts of an exported file that are not here yet. */
  importFile = async (file: File): Promise<void> => {
    this.done.value = null;
    const label = `Lecture de « ${file.name} »…`;
    await this.task.run({ label }, KEPT, async ({ signal: stop, tell }) => {
      const isLong = file.size > MAX_FILE_LENGTH * 2;
      const read = isLong ? null : await inSlices(readCaptureFile(await file.text()), stop);
      if (!read)
        throw new Error(
          'Ce fichier n’est pas un export de textes de l’assistant. Donnez un fichier « textes-captures-….json ».',
        );
      const onProgress = (done: number, total: number) =>
        tell({ label, detail: `texte ${formatCount(done + 1)} sur ${formatCount(total)}`, done, total });
      const { added, known, altered } = await importCaptures(read.texts, { signal: stop, onProgress });
      await this.load();
      const left = [
        said(known, 'était déjà là', 'étaient déjà là'),
        said(
          altered,
          'a été modifié hors de l’assistant et n’est pas repris',
          'ont été modifiés hors de l’assistant et ne sont pas repris',
        ),
        said(read.unreadable, 'est illisible et n’est pas repris', 'sont illisibles et ne sont pas repris'),
      ];
      this.tell({
        text: `${formatPlural(added.length, 'texte ajouté', 'textes ajoutés')} depuis « ${file.name} ».`,
        details: left.filter((words) => words !== ''),
        id: '',
        undo:
          added.length > 0
            ? { label: 'Annuler l’import', run: () => removeCaptures(added.map(({ id }) => id)) }
            : null,
      });
    });
  };
}
