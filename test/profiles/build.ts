import { luhnKey } from '@/knowledge/identifiers/check';
import { sampleGrappe } from '@/knowledge/profile/sample';
import type { Essms, EssmsField, Organisme, Profile } from '@/knowledge/profile/schema';

/** The sample grappe after an edit: each test says only what differs. */
export function sampleWith(edit: (draft: Profile) => void): Profile {
  const draft = sampleGrappe();
  edit(draft);
  return draft;
}

const withKey = (body: string): string => body + luhnKey(`${body}0`);

/** A FINESS with a valid key that starts with the département, letters of Corse included. */
function inventedFiness(departement: string, rank: number): string {
  const body = departement + String(99_000 + rank).padStart(8 - departement.length, '0');
  const digits = body.replace('A', '1').replace('B', '2');
  return body + withKey(digits).slice(-1);
}

const DEPARTEMENTS = ['59', '75', '33', '69', '35', '13', '67', '44', '2A', '2B'];
const KINDS: { category: string; field: EssmsField; label: string }[] = [
  { category: '500', field: 'PA', label: 'EHPAD' },
  { category: '183', field: 'PH', label: 'IME' },
  { category: '354', field: 'DOM', label: 'SSIAD' },
  { category: '255', field: 'PH', label: 'MAS' },
];

const at = <T>(list: readonly T[], rank: number): T => {
  const item = list[rank % list.length];
  if (item === undefined) throw new Error('empty list');
  return item;
};

function nationalOrganisme(model: Organisme, rank: number): Organisme {
  const siren = withKey(`0009900${rank + 1}`);
  return {
    ...structuredClone(model),
    id: `o${rank + 1}`,
    raisonSociale: `Organisme national n° ${rank + 1} (exemple fictif)`,
    siren,
    siret: withKey(`${siren}0001`),
    finessJuridique: inventedFiness(at(DEPARTEMENTS, rank), 900 + rank),
  };
}

function nationalEssms(model: Essms, owner: Organisme, rank: number): Essms {
  const kind = at(KINDS, rank);
  const departement = at(DEPARTEMENTS, rank);
  return {
    ...structuredClone(model),
    id: `n${rank + 1}`,
    finess: inventedFiness(departement, rank + 1),
    name: `${kind.label} n° ${rank + 1} (fictif)`,
    category: kind.category,
    field: kind.field,
    organismeId: owner.id,
    siret: withKey(owner.siren + String(rank + 2).padStart(4, '0')),
    departement,
    segurOrder: { ordered: false, software: '' },
  };
}

/** A grappe « de portée nationale » of `count` ESSMS over ten départements, four organismes. */
export function nationalGrappe(count = 60): Profile {
  return sampleWith((draft) => {
    const [organisme] = draft.organismes;
    const [essms] = draft.essms;
    if (!organisme || !essms) throw new Error('the sample grappe is empty');
    const organismes = [0, 1, 2, 3].map((rank) => nationalOrganisme(organisme, rank));
    draft.id = 'grappe-nationale';
    draft.name = `Grappe nationale de ${count} ESSMS (exemple fictif)`;
    draft.porteurId = 'o1';
    draft.organismes = organismes;
    draft.essms = Array.from({ length: count }, (_, rank) =>
      nationalEssms(essms, at(organismes, rank), rank),
    );
    draft.project.nationalScope = true;
    draft.dossiers = [];
  });
}
