import { luhnKey } from '@/knowledge/identifiers/check';

/** Invented extracts of the register, in every shape the real ones have had. Nobody in them exists. */

const keyed = (body: string): string => body + luhnKey(`${body.replace('A', '1').replace('B', '2')}0`);
/** A valid FINESS of that département: `kind` keeps those of legal persons and establishments apart. */
export const finess = (departement: string, kind: 'ej' | 'et', rank: number): string =>
  keyed(
    departement + String((kind === 'ej' ? 900_000 : 100_000) + rank).padStart(8 - departement.length, '0'),
  );
export const siren = (rank: number): string => keyed(`0009${String(rank).padStart(4, '0')}`);
export const siret = (rank: number, site: number): string =>
  keyed(siren(rank) + String(site).padStart(4, '0'));

const CATEGORIES = ['500', '183', '354', '255', '362', '999'];
const DEPARTEMENTS = ['01', '35', '2A', '2B', '97'];
export const departementOf = (rank: number): string => DEPARTEMENTS[rank % DEPARTEMENTS.length] ?? '01';

export interface Options {
  /** Legal persons; each has `rank % 4` establishments. */
  count?: number;
  /** The spelling of the published schema, rather than that of the real files. */
  drift?: boolean;
}

/** Number of establishments of a legal person. */
export const sitesOf = (rank: number): number => rank % 4;

function establishment(rank: number, site: number, drift: boolean): object {
  const departement = departementOf(rank);
  const category = CATEGORIES[(rank + site) % CATEGORIES.length] ?? '500';
  const isClosed = (rank + site) % 5 === 0;
  const number = finess(departement, 'et', rank * 10 + site);
  const address = {
    usageAdresse: '03',
    numeroVoie: String(site + 1),
    typeVoie: 'R',
    libelleVoie: 'DES ESSAIS',
    lieuDit: site === 1 ? 'BP 12' : undefined,
    cogCommune: `${departement}053`.slice(0, 5),
    ligneAcheminement: 'VILLE FICTIVE',
    ligneQuatre: `${site + 1} RUE DES ESSAIS   `,
    codePostal: '01000',
  };
  const information = {
    egeId: String(rank * 10 + site),
    nomEgeCourt: 'COURT FICTIF',
    nomEgeLong: `Établissement « fictif » n° ${rank}-${site}\\ accolade } ] `,
    numFinessEge: drift && number.startsWith('0') ? Number(number) : number,
    siret:
      site === 2
        ? undefined
        : drift
          ? siret(rank, site).replace(/(\d{3})(?=\d{6})/, '$1 ')
          : siret(rank, site),
    dateOuverture: '1990-01-01',
    ...(isClosed ? { dateFermeture: drift ? '03/03/2019' : '2019-03-03' } : {}),
  };
  return drift
    ? {
        informationsGeneralesEge: information,
        CategorieEntiteGeographiqueExercice: { code: category, libelle: `Catégorie ${category}` },
        adresse: address,
        contact: { telecom: { telephone: 199_001_234 } },
        etatObjet: { code: isClosed ? 'I' : 'A', libelle: isClosed ? 'Inactif' : 'Actif' },
      }
    : {
        informationsGeneralesEGE: information,
        categorieentiteGeographiqueExercice: category,
        typeBudget: ['01'],
        adresse: [{ usageAdresse: '09', ligneAcheminement: 'AILLEURS', codePostal: '99999' }, address],
        contact: [{ typeContact: { roleContact: '01' }, telecom: { telephone: '0199001234' } }],
        engagement: [],
        evenement: [{ evenementId: '1', etatObjet1: '003', codeEvenement: '003' }],
        roleEge: [],
        etatObjet: isClosed ? 'I' : 'A',
        dateDerniereMaj: '2021-10-18 00:00:00',
      };
}

function legalPerson(rank: number, drift: boolean): object {
  const information = {
    pmSmsseId: String(rank),
    codeApe: '87.10A',
    denominationLonguePmSmsse: `Association fictive n° ${rank}`,
    denominationPm: 'ASSO FICTIVE',
    numFinessPm: finess(departementOf(rank), 'ej', rank),
    siren: siren(rank),
    statutJuridique: drift ? { code: '60', libelle: 'Association loi 1901' } : '60',
  };
  const ege = Array.from({ length: sitesOf(rank) }, (_, site) => establishment(rank, site, drift));
  const address = { usageAdresse: '02', ligneAcheminement: 'VILLE FICTIVE', codePostal: '01000' };
  return drift
    ? { informationsGeneralesPmej: information, Adresse: address, ...(ege.length > 0 ? { ege } : {}) }
    : {
        informationsGeneralesPMEJ: information,
        adresse: [address],
        contact: [],
        ege,
        etatObjet: 'A',
        dateDerniereMaj: '2021-10-18 00:00:00',
      };
}

/** The text of a JSON extract, groupings before the legal persons as in the real files. */
export function jsonExtract({ count = 200, drift = false }: Options = {}): string {
  const gcc = [{ gccId: '1', nomGcc: 'Groupement « fictif » {[', pmejDuGcc: [{ pmSmsseId: '1' }] }];
  const pmej = Array.from({ length: count }, (_, rank) => legalPerson(rank, drift));
  return JSON.stringify(
    { schemaVersion: 'v1.0.0', generatedAt: '2026-10-01T02:15:00.615Z', gcc, gco: [], pmej },
    null,
    drift ? undefined : 2,
  );
}

const csvEstablishment = (rank: number, site: number): string =>
  [
    'structureet',
    finess(departementOf(rank), 'et', rank * 10 + site),
    finess(departementOf(rank), 'ej', rank),
    'COURT FICTIF',
    `Foyer fictif « à l’été » n° ${rank}-${site}`,
    '',
    '',
    '4',
    'R',
    'DES ESSAIS',
    '',
    'BP 12',
    '53',
    '1',
    'AIN',
    '01000 VILLE FICTIVE',
    '0199001234',
    '',
    CATEGORIES[(rank + site) % CATEGORIES.length],
    'Catégorie fictive',
    '1102',
    'Agrégat',
    siret(rank, site),
    '8710A',
    '03',
    'ARS',
    '1',
    'Public',
    '1979-02-13',
    '1979-02-13',
    '2020-02-04',
    '',
  ].join(';');

/** The older CSV of the establishments. */
export const csvEstablishments = (count = 200): string =>
  [
    'finess;etalab;111;2026-05-12',
    ...Array.from({ length: count }, (_, rank) =>
      Array.from({ length: sitesOf(rank) }, (_, site) => csvEstablishment(rank, site)),
    ).flat(),
    `geolocalisation;${finess('01', 'et', 11)};880459.31;6552608.95;1,IGN;2026-05-04`,
    '',
  ].join('\n');

/** The older CSV of the legal persons. */
export const csvEntities = (count = 200): string =>
  [
    'finess;etalab;111;2026-05-12',
    ...Array.from({ length: count }, (_, rank) =>
      [
        'structureej',
        finess(departementOf(rank), 'ej', rank),
        'ASSO FICTIVE',
        `Association fictive n° ${rank}`,
        '',
        '4',
        'R',
        'DES ESSAIS',
        '',
        '',
        '',
        '53',
        '01000 VILLE FICTIVE',
        '01',
        'AIN',
        '0199001234',
        '60',
        'Association loi 1901',
        '',
        '',
        siren(rank),
        '8710A',
        '1979-02-13',
      ].join(';'),
    ),
    '',
  ].join('\r\n');

/** Text in windows-1252, as the older files were. */
export const ansi = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(text, (letter) => (letter === '’' ? 0x92 : letter.charCodeAt(0)));
