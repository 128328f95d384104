import { type Organisme, type Profile, porteurOf } from '@/knowledge/profile/schema';
import type { NoteSheet, SheetBook } from './book';
import { cellsOf } from './cells';
import { ESSMS_COLUMNS, NOTE_HEADINGS, ORGANISME_COLUMNS } from './columns';
import { essmsTable } from './grappe';

/** The workbook a porteur sends to a member organisation, and imports when it comes back. */

const ASKED_ESSMS = ESSMS_COLUMNS.filter(({ asked }) => asked);
/** Lines ready for establishments that the grappe does not know yet. */
const BLANK_ROWS = 40;

const text = (line: string) => ({ style: 'text' as const, text: line });
const heading = (line: string) => ({ style: 'heading' as const, text: line });

function returnTo(porteur: Organisme | undefined): string {
  const { contact, email = '', raisonSociale = '' } = porteur ?? {};
  const person = [contact?.firstName, contact?.lastName].filter((part) => part).join(' ');
  const address = contact?.email || email;
  const who = [person, raisonSociale].filter((part) => part !== '').join(', ');
  if (who === '' && address === '') return 'À la personne qui vous a envoyé ce fichier.';
  return [who, address].filter((part) => part !== '').join(' — ');
}

function guide(grappe: Profile): NoteSheet {
  const porteur = porteurOf(grappe);
  const name = grappe.name === '' ? 'notre grappe' : `la grappe « ${grappe.name} »`;
  return {
    kind: 'note',
    name: 'Mode d’emploi',
    lines: [
      { style: 'title', text: `Vos informations pour ${name}` },
      text(
        'Nous préparons une demande de financement commune pour équiper nos établissements d’un dossier usager informatisé. Il nous manque ce que vous seul savez de votre organisme et de vos établissements.',
      ),
      heading(NOTE_HEADINGS.member),
      text('1. Feuille « Organisme » : une seule ligne, celle de votre organisme.'),
      text('2. Feuille « ESSMS » : une ligne par établissement ou service.'),
      text('Ce que nous savions déjà est rempli : corrigez ce qui est faux, complétez le reste.'),
      text('Une case dont vous ignorez la réponse reste vide : mieux vaut un blanc qu’une erreur.'),
      heading('Comment remplir'),
      text(
        'Cliquez sur une case : une bulle explique ce qui est attendu. Certaines cases proposent une liste.',
      ),
      text(
        'Le FINESS géographique désigne l’établissement ; le FINESS juridique désigne votre organisme. Ce sont deux numéros différents, de 9 caractères.',
      ),
      text('Dans la feuille « ESSMS », répétez sur chaque ligne le nom et le SIREN de votre organisme.'),
      text('Ne changez ni les titres des colonnes, ni le nom des feuilles.'),
      heading('Exemple (inventé)'),
      text(
        'L’EHPAD La Rade porte le numéro 13 099 001 3 dans FINESS ; il est de catégorie 500, dans le champ PA, et compte 84 places.',
      ),
      heading('À qui le renvoyer'),
      text(returnTo(porteur)),
      text('Enregistrez ce fichier au format .xlsx et joignez-le à votre réponse.'),
      heading('Ce que nous ne vous demandons pas'),
      text(
        'Aucune coordonnée bancaire, aucun nom de personne accueillie. Ne les ajoutez pas dans ce fichier.',
      ),
    ],
  };
}

/**
 * The sheet for one organisme of the grappe, filled with what is known of it; without an id, a blank
 * one for an organisme that is not in the grappe yet.
 */
export function memberBook(grappe: Profile, organismeId?: string): SheetBook {
  const member = grappe.organismes.find(({ id }) => id === organismeId);
  const essms = member ? grappe.essms.filter((one) => one.organismeId === member.id) : [];
  return {
    title: member?.raisonSociale || 'Fiche d’un organisme membre',
    sheets: [
      guide(grappe),
      {
        kind: 'table',
        name: 'Organisme',
        columns: ORGANISME_COLUMNS,
        rows: member ? [cellsOf(member, ORGANISME_COLUMNS)] : [],
        blankRows: member ? 0 : 1,
      },
      { ...essmsTable(grappe, ASKED_ESSMS, essms), blankRows: BLANK_ROWS },
    ],
  };
}
