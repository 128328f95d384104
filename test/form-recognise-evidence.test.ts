import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Correction } from '@/knowledge/form/correction';
import type { FieldId } from '@/knowledge/form/field-id';
import type { Part } from '@/knowledge/form/part';
import { leftAlone, recogniseFields } from '@/knowledge/form/recognise';
import { strayTitles } from '@/knowledge/form/recognise-person';
import { THRESHOLD } from '@/knowledge/form/recognise-score';
import { recogniseTables } from '@/knowledge/form/recognise-tables';
import { likenessOf, signatureOf } from '@/knowledge/form/signature';
import type { FieldSnapshot } from '@/knowledge/form/snapshot';
import { choiceOf, fieldOf, frameOf, tableOf, underHeadings } from './pages/snapshots';

type Got = { id: FieldId; part: Part | null } | null;

const got = (fields: FieldSnapshot[], corrections: Correction[] = [], step = ''): Got[] => {
  const numbered = fields.map((field, at) => ({ ...field, ref: `f${at}` }));
  const found = recogniseFields(frameOf(numbered, { step, headings: [step] }), corrections);
  return numbered.map(({ ref }) => {
    const one = found.get(ref);
    return one ? { id: one.entry.id, part: one.part } : null;
  });
};

const idsOf = (fields: FieldSnapshot[], corrections: Correction[] = [], step = ''): (FieldId | null)[] =>
  got(fields, corrections, step).map((one) => one?.id ?? null);

const under = (heading: string, ...fields: FieldSnapshot[]): FieldSnapshot[] =>
  fields.map((field) => underHeadings(field, heading));

const corrected = (
  field: FieldSnapshot,
  fieldId: string | null,
  at = '2026-11-22T08:00:00.000Z',
): Correction => ({
  signature: signatureOf(field),
  likeness: likenessOf(field),
  fieldId,
  label: field.label,
  section: '',
  at,
});

describe('whose a field is', () => {
  const title = choiceOf('Civilité', ['Madame', 'Monsieur'], 'select');
  const people = (heading: string) =>
    under(heading, title, fieldOf('Prénom'), fieldOf('Nom'), fieldOf('Fonction'));
  const step = 'Signatures et correspondants';

  test('a bracket says whose a block is, unless it says whose it is not', () => {
    const representative = ['civilite', 'firstName', 'lastName', 'role'].map(
      (key) => `representative.${key}`,
    );
    expect(idsOf(people('Présidence de l’organisme (représentation légale)'), [], step)).toEqual(
      representative,
    );
    expect(idsOf(people('Le maire (représentant légal)'), [], step)).toEqual(representative);
    expect(idsOf(people('Trésorerie (autre que le représentant légal)'), [], step)).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });

  test('a block nobody knows is not of the person the step names', () => {
    expect(idsOf(people('Comité des fêtes'), [], step)).toEqual([null, null, null, null]);
    expect(idsOf([...people('Comité des fêtes'), ...people('Votre correspondant')], [], step)).toEqual([
      null,
      null,
      null,
      null,
      'contact.civilite',
      'contact.firstName',
      'contact.lastName',
      'contact.role',
    ]);
  });

  test('a title goes with the name beside it', () => {
    const fields = people('Direction').map((field, at) => ({ ...field, ref: `f${at}` }));
    const stray = (...ids: (string | undefined)[]) => strayTitles(fields, (ref) => ids[Number(ref.slice(1))]);
    expect(stray('contact.civilite', 'contact.firstName', 'contact.lastName')).toEqual([]);
    expect(stray('contact.civilite', undefined, 'contact.lastName')).toEqual([]);
    expect(stray('contact.civilite', undefined, undefined, 'contact.role')).toEqual(['f0']);
    expect(stray('contact.civilite', 'representative.firstName', 'representative.lastName')).toEqual(['f0']);
  });

  test('who is paid is the organisme, in whose name is the holder', () => {
    const paid = [fieldOf('Organisme bénéficiaire du versement'), fieldOf('Organisme titulaire du compte')];
    expect(idsOf(under('Coordonnées bancaires', ...paid))).toEqual(['porteur.raisonSociale', 'bank.holder']);
  });
});

describe('an example in place of a name', () => {
  const shown = (placeholder: string, changes: Partial<FieldSnapshot> = {}): FieldSnapshot => {
    const field = fieldOf(placeholder, changes);
    return {
      ...field,
      texts: [{ source: 'placeholder', text: placeholder, distance: 0 }],
      format: { ...field.format, placeholder },
    };
  };

  test('tells the address or the number of the person of the block', () => {
    expect(idsOf(under('Le représentant légal', shown('nom@structure.fr'), shown('06 12 34 56 78')))).toEqual(
      ['representative.email', 'representative.phone'],
    );
  });

  test('tells nothing where there is a name, and a figure is no number of telephone', () => {
    const named = { ...shown('06 12 34 56 78'), label: 'Couleur du plan' };
    expect(idsOf(under('Le représentant légal', named, shown('12 345,00')))).toEqual([null, null]);
  });
});

describe('a datum in several controls', () => {
  const boxes = (label: string, ...sizes: number[]) =>
    sizes.map((maxLength, at) => fieldOf(at === 0 ? label : '', { maxLength }));

  test('a tooltip says which part of the date a box is', () => {
    const boxes = ['Jour', 'Mois', 'Année'].map((text, at) => {
      const field = fieldOf('Lancement du projet', { maxLength: at === 2 ? 4 : 2 });
      return { ...field, texts: [...field.texts, { source: 'title' as const, text, distance: 0 }] };
    });
    expect(got(under('Calendrier', ...boxes)).map((one) => one?.part)).toEqual([
      { date: 'day' },
      { date: 'month' },
      { date: 'year' },
    ]);
  });

  test('a date in day, month and year, in any order, is one date', () => {
    const parts = ['Jour', 'Mois', 'Année'].map((label) =>
      fieldOf(label, { kind: label === 'Mois' ? 'select' : 'text' }),
    );
    expect(got(under('Date de début du projet', ...parts))).toEqual([
      { id: 'project.startDate', part: { date: 'day' } },
      { id: 'project.startDate', part: { date: 'month' } },
      { id: 'project.startDate', part: { date: 'year' } },
    ]);
    expect(got(under('Date de fin du projet', ...parts.toReversed())).map((one) => one?.part)).toEqual([
      { date: 'year' },
      { date: 'month' },
      { date: 'day' },
    ]);
  });

  test('a date nobody knows is not taken for the year of the project', () => {
    const parts = ['JJ', 'MM', 'AAAA'].map((label) => fieldOf(label));
    expect(idsOf(under('Date de création de l’organisme', ...parts), [], 'Votre projet')).toEqual([
      null,
      null,
      null,
    ]);
    expect(idsOf(under('Exercice', fieldOf('Année')), [], 'Votre projet')).toEqual(['project.year']);
  });

  test('the label may carry the part', () => {
    const parts = ['jour', 'mois', 'année'].map((part) => fieldOf(`Date de fin du projet – ${part}`));
    expect(idsOf(parts)).toEqual(['project.endDate', 'project.endDate', 'project.endDate']);
  });

  test('SIREN then NIC: the number, then the end of the other', () => {
    expect(
      got(under('Votre structure', fieldOf('SIREN', { maxLength: 9 }), fieldOf('NIC', { maxLength: 5 }))),
    ).toEqual([
      { id: 'porteur.siren', part: null },
      { id: 'porteur.siret', part: { from: 9, to: 14 } },
    ]);
    expect(idsOf(under('Votre structure', fieldOf('NIC')))).toEqual([null]);
  });

  test('an IBAN in blocks and a phone in pairs', () => {
    const iban = got(under('Compte bancaire', ...boxes('IBAN', 4, 4, 4, 4, 4, 4, 3)));
    expect(iban.map((one) => one?.id)).toEqual(Array.from({ length: 7 }, () => 'bank.iban'));
    expect(iban.map((one) => one?.part)).toEqual([
      { from: 0, to: 4 },
      { from: 4, to: 8 },
      { from: 8, to: 12 },
      { from: 12, to: 16 },
      { from: 16, to: 20 },
      { from: 20, to: 24 },
      { from: 24, to: 27 },
    ]);
    expect(got(under('Représentant légal', ...boxes('Téléphone', 2, 2, 2, 2, 2)))[4]).toEqual({
      id: 'representative.phone',
      part: { from: 8, to: 10 },
    });
  });

  test('boxes that do not add up to the number are left', () => {
    expect(idsOf(under('Compte bancaire', ...boxes('IBAN', 4, 4, 4)))).toEqual([null, null, null]);
  });

  test('one label before two boxes names both', () => {
    const label = 'Code postal et ville';
    expect(idsOf(under('Adresse', fieldOf(label), fieldOf('')))).toEqual([
      'address.postcode',
      'address.commune',
    ]);
    expect(idsOf(under('Adresse', fieldOf(label)))).toEqual([null]);
  });

  test('« du » and « au » need to stand under a period', () => {
    const dates = [fieldOf('Du', { kind: 'date' }), fieldOf('Au', { kind: 'date' })];
    expect(idsOf(under('Période de réalisation', ...dates))).toEqual([
      'project.startDate',
      'project.endDate',
    ]);
    expect(idsOf(under('Congés', ...dates))).toEqual([null, null]);
  });
});

describe('what stands beside', () => {
  test('« Nom » is the structure’s, unless a first name stands beside it', () => {
    expect(idsOf(under('Votre structure', fieldOf('Nom'), fieldOf('Sigle')))[0]).toBe(
      'porteur.raisonSociale',
    );
    expect(idsOf(under('Votre structure', fieldOf('Nom'), fieldOf('Prénom')))).toEqual([null, null]);
  });

  test('a street cut into number, type and name is not proposed', () => {
    expect(idsOf(under('Adresse', fieldOf('Nom de la voie')))).toEqual(['address.street']);
    expect(
      idsOf(under('Adresse', fieldOf('N°'), fieldOf('Type de voie'), fieldOf('Nom de la voie'))),
    ).toEqual([null, null, null]);
    expect(idsOf(under('Adresse', fieldOf('N° de voie')))).toEqual([null]);
  });

  test('a second line is the complement', () => {
    expect(idsOf(under('Adresse', fieldOf('Adresse ligne 1'), fieldOf('Adresse (suite)')))).toEqual([
      'address.street',
      'address.complement',
    ]);
  });
});

describe('answers, value and room as evidence', () => {
  test('the answers tell a question whose label does not', () => {
    const types = ['Acquisition d’un DUI', 'Mise en conformité'];
    expect(idsOf(under('Votre projet', choiceOf('Votre projet est', types)))).toEqual(['project.type']);
    expect(idsOf(under('Représentant légal', choiceOf('Vous êtes', ['Madame', 'Monsieur'])))).toEqual([
      'representative.civilite',
    ]);
    expect(idsOf(under('Divers', choiceOf('Vous êtes', ['Madame', 'Monsieur'])))).toEqual([null]);
  });

  test('answers of another question are proof against', () => {
    expect(idsOf(under('Votre projet', choiceOf('Type de projet', ['Sportif', 'Culturel'])))).toEqual([null]);
    expect(idsOf(under('Votre structure', choiceOf('Forme juridique', ['Bleu', 'Vert'], 'select')))).toEqual([
      null,
    ]);
  });

  test('a valid number in a field with a bare label is that number, when it is the only one', () => {
    const held = (label: string, value: string) => fieldOf(label, { value });
    expect(idsOf(under('Votre structure', held('Identifiant', '00013001300014')))).toEqual(['porteur.siret']);
    expect(
      idsOf(
        under('Votre structure', held('Identifiant', '00013001300014'), held('Numéro', '00013001300014')),
      ),
    ).toEqual([null, null]);
    expect(idsOf(under('Prestataire', held('Identifiant', '00013001300014')))).toEqual([null]);
  });

  test('too little room, another model or another kind of value is proof against', () => {
    const siret = (changes: Partial<FieldSnapshot>) =>
      idsOf(under('Votre structure', fieldOf('SIRET', changes)))[0];
    expect(siret({ maxLength: 14 })).toBe('porteur.siret');
    expect(siret({ maxLength: 5 })).toBeNull();
    const shown = { type: '', placeholder: 'nom@exemple.fr', pattern: '', min: '', max: '' };
    expect(siret({ format: shown })).toBeNull();
    expect(idsOf(under('Votre structure', fieldOf('Raison sociale', { value: 'a@example.org' })))).toEqual([
      null,
    ]);
  });
});

describe('what a person corrected', () => {
  const odd = underHeadings(fieldOf('Champ libre n° 7'), 'Divers');
  const twin = underHeadings(fieldOf('Champ libre n° 7'), 'Ailleurs');

  test('decides for the same field, and says when', () => {
    const found = recogniseFields(frameOf([odd]), [corrected(odd, 'porteur.sigle')]).get(odd.ref);
    expect(found).toMatchObject({ confidence: 1, evidence: ['vous l’avez dit le 22 novembre 2026'] });
    expect(found?.entry.id).toBe('porteur.sigle');
  });

  test('speaks for fields with the same words, where nothing else speaks', () => {
    const found = recogniseFields(frameOf([twin]), [corrected(odd, 'porteur.sigle')]).get(twin.ref);
    expect(found).toMatchObject({
      confidence: 0.9,
      evidence: ['comme « Champ libre n° 7 » que vous avez corrigé'],
    });
    const name = underHeadings(fieldOf('Nom'), 'Divers');
    const theirs = under('Représentant légal', fieldOf('Nom'), fieldOf('Prénom'));
    expect(idsOf(theirs, [corrected(name, 'bank.holder')])[0]).toBe('representative.lastName');
  });

  test('« leave it alone » is never proposed, and says so', () => {
    const siret = underHeadings(fieldOf('SIRET'), 'Votre structure');
    expect(idsOf([siret])).toEqual(['porteur.siret']);
    expect(idsOf([siret], [corrected(siret, null)])).toEqual([null]);
    expect(leftAlone(siret, [corrected(siret, null)])).toContain('22 novembre 2026');
    expect(leftAlone(siret, [corrected(siret, 'porteur.siret')])).toBe('');
  });

  test('the latest wins; an unknown name and a box that cannot hold it are ignored', () => {
    const first = corrected(odd, 'porteur.sigle', '2026-11-20T08:00:00.000Z');
    const later = corrected(odd, 'porteur.naf', '2026-11-21T08:00:00.000Z');
    expect(idsOf([odd], [later, first])).toEqual(['porteur.naf']);
    expect(idsOf([odd], [corrected(odd, 'porteur.unheardOf')])).toEqual([null]);
    const box = fieldOf('Case', { kind: 'checkbox', value: 'false' });
    expect(idsOf([box], [corrected(box, 'porteur.sigle')])).toEqual([null]);
  });

  test('never overrides what the assistant never touches', () => {
    const consent = fieldOf('J’atteste sur l’honneur', { kind: 'checkbox', value: 'false' });
    const file = fieldOf('IBAN', { kind: 'file' });
    expect(idsOf([consent], [corrected(consent, 'porteur.hasSiret')])).toEqual([null]);
    expect(idsOf([file], [corrected(file, 'bank.iban')])).toEqual([null]);
  });

  test('speaks of columns too', () => {
    const { table, fields } = tableOf(
      'Structures engagées',
      ['N° FINESS', 'Repère', 'Commune'],
      [['', '', '']],
    );
    const frame = frameOf(fields, { tables: [table] });
    const cell = fields[1];
    if (!cell) throw new Error('no cell');
    const columns = (fieldId: string | null) =>
      recogniseTables(frame, [corrected(cell, fieldId)])[0]?.columns.get(1)?.column.id;
    expect(recogniseTables(frame)[0]?.columns.get(1)).toBeUndefined();
    expect(columns('essms.name')).toBe('essms.name');
    expect(columns('essms.finess')).toBe('essms.finess');
    expect(columns(null)).toBeUndefined();
  });
});

describe('pages about something else', () => {
  test.each(['Nouvelle fiche salarié', 'Dépôt d’une facture fournisseur', 'Réservation de salle'])(
    '« %s » asks nothing of a grappe',
    (step) => {
      const labels = ['Adresse', 'Code postal', 'IBAN', 'Objet', 'Date de début'];
      expect(idsOf(under('Coordonnées', ...labels.map((label) => fieldOf(label))), [], step)).toEqual(
        labels.map(() => null),
      );
    },
  );
});

describe('any page', () => {
  const labels = [
    'Nom',
    'Prénom',
    'N° SIRET',
    'SIREN',
    'NIC',
    'Date de début',
    'Jour',
    'Mois',
    'Année',
    'IBAN',
    'Code postal',
    'Ville',
    'Courriel',
    'Téléphone',
    'Intitulé du projet',
    'Montant demandé',
    'Date de naissance',
    'Éditeur du logiciel',
    'Couleur préférée',
  ];
  const headings = [
    'Votre structure',
    'Représentant légal',
    'Personne à contacter',
    'Votre projet',
    'Trésorier',
    'Divers',
  ];
  const field = fc
    .tuple(fc.constantFrom(...labels), fc.constantFrom(...headings))
    .map(([label, heading]) => underHeadings(fieldOf(label), heading));
  const page = fc.uniqueArray(field, { maxLength: 12, selector: ({ ref }) => ref });
  /** Sequences are read in the order of the page: the parts of a date have no meaning apart. */
  const isWhole = ({ label }: FieldSnapshot) =>
    !['Jour', 'Mois', 'Année', 'NIC', 'Nom', 'Prénom'].includes(label);

  const named = (fields: FieldSnapshot[]) => {
    const found = recogniseFields(frameOf(fields));
    return new Map(fields.map(({ ref }) => [ref, found.get(ref)?.entry.id ?? null]));
  };

  test('the order of fields that stand alone changes nothing', () => {
    fc.assert(
      fc.property(page, fc.nat(11), (fields, turn) => {
        const whole = fields.filter(isWhole);
        const turned = [...whole.slice(turn), ...whole.slice(0, turn)];
        expect(named(turned)).toEqual(new Map(named(whole).entries()));
      }),
    );
  });

  test('a field that is nothing of ours, added anywhere, changes no other', () => {
    fc.assert(
      fc.property(page, fc.nat(12), (fields, at) => {
        const whole = fields.filter(isWhole);
        const before = named(whole);
        const added = underHeadings(fieldOf('Pointure de chaussures'), 'Divers');
        const after = named([...whole.slice(0, at), added, ...whole.slice(at)]);
        for (const [ref, id] of before) expect(after.get(ref)).toBe(id);
        expect(after.get(added.ref)).toBeNull();
      }),
    );
  });

  test('confidence stays between the threshold and 1, and asking again answers the same', () => {
    fc.assert(
      fc.property(page, (fields) => {
        const once = recogniseFields(frameOf(fields));
        for (const { confidence, evidence } of once.values()) {
          expect(confidence).toBeGreaterThanOrEqual(THRESHOLD);
          expect(confidence).toBeLessThanOrEqual(1);
          expect(evidence.length).toBeGreaterThan(0);
        }
        expect(recogniseFields(frameOf(fields))).toEqual(once);
      }),
    );
  });
});
