import { describe, expect, test } from 'vitest';
import { maskedPath, stepKey } from '@/knowledge/form/address';
import { likenessOf, likenessOfSignature, signatureOf } from '@/knowledge/form/signature';
import { cellOf } from './pages/cells';
import { fieldOf, underHeadings } from './pages/snapshots';

const signature = (label: string, section = 'Votre structure') =>
  signatureOf(underHeadings(fieldOf(label), section));

describe('the signature of a field', () => {
  test.each([
    'Raison sociale *',
    'Raison sociale : ',
    'RAISON  SOCIALE',
    'Raison\u00A0sociale*\u00A0:',
    '3.2 Raison sociale',
    '3.2. Raison sociale ?',
    '1) Raison sociale',
    'a) Raison sociale',
    'III. Raison sociale',
    'Raison sociale (obligatoire)',
    '« Raison sociale »',
  ])('is the same however the label is dressed: %s', (label) => {
    expect(signature(label)).toBe(signature('Raison sociale'));
    expect(likenessOf(fieldOf(label))).toBe(likenessOf(fieldOf('Raison sociale')));
  });

  test('is the same with another apostrophe, and under a numbered heading', () => {
    expect(signature('Date d’effet', '2. Votre structure :')).toBe(signature("Date d'effet"));
  });

  test.each([
    ['Adresse ligne 1', 'Adresse ligne 2'],
    ['Montant 2023', 'Montant 2024'],
    ['Nom', 'Prénom'],
    ['À propos', 'Propos'],
    ['a bientôt', 'bientôt'],
    ['1', '2'],
  ])('differs when the words do: %s, %s', (one, other) => {
    expect(signature(one)).not.toBe(signature(other));
  });

  test('differs by section, by sort of control, inside and outside a table; likeness forgets the section', () => {
    expect(signature('Nom', 'Contact')).not.toBe(signature('Nom', 'Représentant'));
    expect(signatureOf(fieldOf('Autre', { kind: 'checkbox' }))).not.toBe(signatureOf(fieldOf('Autre')));
    expect(signatureOf(cellOf('Nom', 0))).not.toBe(signatureOf(fieldOf('Nom')));
    const like = (section: string) => likenessOf(underHeadings(fieldOf('Nom'), section));
    expect(like('Contact')).toBe(like('Représentant'));
  });

  test('stays when the portal locks the field or offers a list', () => {
    for (const kind of ['locked', 'select', 'combobox', 'radio', 'textarea'] as const)
      expect(signatureOf(fieldOf('Sigle', { kind, texts: [] }))).toBe(
        signatureOf(fieldOf('Sigle', { texts: [] })),
      );
  });

  test('knows nothing of the row, of the value, nor of the reference', () => {
    expect(signatureOf(cellOf('Capacité', 0, 'Capacité ligne 1', 'Résidence A'))).toBe(
      signatureOf(cellOf('Capacité', 7, 'Capacité ligne 8', 'Résidence B')),
    );
    expect(signatureOf(fieldOf('Nom', { value: 'x', ref: 'f1' }))).toBe(signatureOf(fieldOf('Nom')));
  });

  test('tells its likeness, unless it has no word or is none', () => {
    expect(likenessOfSignature(signature('Nom', 'Contact'))).toBe(likenessOf(fieldOf('Nom')));
    expect(likenessOfSignature(signature('A | B', 'C | D'))).toBe(likenessOf(fieldOf('A | B')));
    expect(likenessOfSignature('saisie|champ||contact')).toBeNull();
    expect(likenessOfSignature('n’importe quoi')).toBeNull();
  });

  test('is bounded', () => {
    expect(signature('x'.repeat(5000), 'y'.repeat(5000)).length).toBeLessThanOrEqual(400);
  });
});

describe('the address of a step', () => {
  const key = (id: string) =>
    stepKey(`https://exemple.test/aides/${id}/#/cnsa/demande/${id}/budget?token=1`, 'Budget');

  test('is the same for every dossier', () => {
    expect(key('2024-00123')).toBe(key('2023-99999'));
    expect(key('2f1c8f1e-3b0d-4c53-9a55-0d6a8e2f4b71')).toBe(key('6f0f5c1e-3b0d-4c53-9a55-0d6a8e2f4b72'));
    expect(key('12')).toContain('/cnsa/demande/#/budget');
  });

  test('is another for another step', () => {
    const url = 'https://exemple.test/aides/#/cnsa/demande';
    expect(stepKey(url, 'Budget')).not.toBe(stepKey(url, 'Identification'));
    expect(stepKey(`${url}/budget`, '')).not.toBe(stepKey(`${url}/identification`, ''));
  });

  test('says no identifier, no query, no host', () => {
    const path = maskedPath(
      'https://exemple.test/u/jean.petit%40exemple.test/d/AbC123_xyz-98765432Q/etape?iban=FR76#/a/42',
    );
    expect(path).toBe('/u/#/d/#/etape#/a/#');
    expect(maskedPath('pas une adresse')).toBe('');
  });
});
