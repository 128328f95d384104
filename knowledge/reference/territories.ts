/** A région, with its INSEE code. Corse and overseas have a lower minimum of ESSMS. */
export interface Region {
  code: string;
  name: string;
  /** Corse or overseas. */
  island: boolean;
}

/** A département: « 13 », « 2A », « 974 ». */
export interface Departement {
  code: string;
  name: string;
  region: Region;
}

const ISLANDS = ['94', '01', '02', '03', '04', '06'];

/** Code and name of each région, then code and name of its départements. */
const table: [string, string, [string, string][]][] = [
  [
    '84',
    'Auvergne-Rhône-Alpes',
    [
      ['01', 'Ain'],
      ['03', 'Allier'],
      ['07', 'Ardèche'],
      ['15', 'Cantal'],
      ['26', 'Drôme'],
      ['38', 'Isère'],
      ['42', 'Loire'],
      ['43', 'Haute-Loire'],
      ['63', 'Puy-de-Dôme'],
      ['69', 'Rhône'],
      ['73', 'Savoie'],
      ['74', 'Haute-Savoie'],
    ],
  ],
  [
    '27',
    'Bourgogne-Franche-Comté',
    [
      ['21', 'Côte-d’Or'],
      ['25', 'Doubs'],
      ['39', 'Jura'],
      ['58', 'Nièvre'],
      ['70', 'Haute-Saône'],
      ['71', 'Saône-et-Loire'],
      ['89', 'Yonne'],
      ['90', 'Territoire de Belfort'],
    ],
  ],
  [
    '53',
    'Bretagne',
    [
      ['22', 'Côtes-d’Armor'],
      ['29', 'Finistère'],
      ['35', 'Ille-et-Vilaine'],
      ['56', 'Morbihan'],
    ],
  ],
  [
    '24',
    'Centre-Val de Loire',
    [
      ['18', 'Cher'],
      ['28', 'Eure-et-Loir'],
      ['36', 'Indre'],
      ['37', 'Indre-et-Loire'],
      ['41', 'Loir-et-Cher'],
      ['45', 'Loiret'],
    ],
  ],
  [
    '94',
    'Corse',
    [
      ['2A', 'Corse-du-Sud'],
      ['2B', 'Haute-Corse'],
    ],
  ],
  [
    '44',
    'Grand Est',
    [
      ['08', 'Ardennes'],
      ['10', 'Aube'],
      ['51', 'Marne'],
      ['52', 'Haute-Marne'],
      ['54', 'Meurthe-et-Moselle'],
      ['55', 'Meuse'],
      ['57', 'Moselle'],
      ['67', 'Bas-Rhin'],
      ['68', 'Haut-Rhin'],
      ['88', 'Vosges'],
    ],
  ],
  [
    '32',
    'Hauts-de-France',
    [
      ['02', 'Aisne'],
      ['59', 'Nord'],
      ['60', 'Oise'],
      ['62', 'Pas-de-Calais'],
      ['80', 'Somme'],
    ],
  ],
  [
    '11',
    'Île-de-France',
    [
      ['75', 'Paris'],
      ['77', 'Seine-et-Marne'],
      ['78', 'Yvelines'],
      ['91', 'Essonne'],
      ['92', 'Hauts-de-Seine'],
      ['93', 'Seine-Saint-Denis'],
      ['94', 'Val-de-Marne'],
      ['95', 'Val-d’Oise'],
    ],
  ],
  [
    '28',
    'Normandie',
    [
      ['14', 'Calvados'],
      ['27', 'Eure'],
      ['50', 'Manche'],
      ['61', 'Orne'],
      ['76', 'Seine-Maritime'],
    ],
  ],
  [
    '75',
    'Nouvelle-Aquitaine',
    [
      ['16', 'Charente'],
      ['17', 'Charente-Maritime'],
      ['19', 'Corrèze'],
      ['23', 'Creuse'],
      ['24', 'Dordogne'],
      ['33', 'Gironde'],
      ['40', 'Landes'],
      ['47', 'Lot-et-Garonne'],
      ['64', 'Pyrénées-Atlantiques'],
      ['79', 'Deux-Sèvres'],
      ['86', 'Vienne'],
      ['87', 'Haute-Vienne'],
    ],
  ],
  [
    '76',
    'Occitanie',
    [
      ['09', 'Ariège'],
      ['11', 'Aude'],
      ['12', 'Aveyron'],
      ['30', 'Gard'],
      ['31', 'Haute-Garonne'],
      ['32', 'Gers'],
      ['34', 'Hérault'],
      ['46', 'Lot'],
      ['48', 'Lozère'],
      ['65', 'Hautes-Pyrénées'],
      ['66', 'Pyrénées-Orientales'],
      ['81', 'Tarn'],
      ['82', 'Tarn-et-Garonne'],
    ],
  ],
  [
    '52',
    'Pays de la Loire',
    [
      ['44', 'Loire-Atlantique'],
      ['49', 'Maine-et-Loire'],
      ['53', 'Mayenne'],
      ['72', 'Sarthe'],
      ['85', 'Vendée'],
    ],
  ],
  [
    '93',
    'Provence-Alpes-Côte d’Azur',
    [
      ['04', 'Alpes-de-Haute-Provence'],
      ['05', 'Hautes-Alpes'],
      ['06', 'Alpes-Maritimes'],
      ['13', 'Bouches-du-Rhône'],
      ['83', 'Var'],
      ['84', 'Vaucluse'],
    ],
  ],
  ['01', 'Guadeloupe', [['971', 'Guadeloupe']]],
  ['02', 'Martinique', [['972', 'Martinique']]],
  ['03', 'Guyane', [['973', 'Guyane']]],
  ['04', 'La Réunion', [['974', 'La Réunion']]],
  ['06', 'Mayotte', [['976', 'Mayotte']]],
];

/** The 101 départements with their région, in the order of the régions. INSEE codes. */
export const departements: Departement[] = table.flatMap(([code, name, inside]) => {
  const region = { code, name, island: ISLANDS.includes(code) };
  return inside.map(([own, label]) => ({ code: own, name: label, region }));
});

/** The 18 régions. */
export const regions: Region[] = [...new Set(departements.map(({ region }) => region))];

const byCode = new Map(departements.map((departement) => [departement.code, departement]));

/** The département of this code (« 1 » is read « 01 », « 2a » « 2A »), or null when unknown. */
export const departementOf = (code: string): Departement | null =>
  byCode.get(code.trim().toUpperCase().padStart(2, '0')) ?? null;

/** The région of a département code, or null when unknown. */
export const regionOf = (departement: string): Region | null => departementOf(departement)?.region ?? null;

/**
 * Code of the département a postcode starts with, or null. A few border communes are served by the
 * post office of the next département: a default to confirm, never a proof.
 */
export function departementOfPostcode(postcode: string): string | null {
  const digits = postcode.replace(/\s/g, '');
  if (!/^\d{5}$/.test(digits)) return null;
  if (digits.startsWith('20')) return digits < '20200' ? '2A' : '2B';
  return departementOf(digits.slice(0, digits.startsWith('97') ? 3 : 2))?.code ?? null;
}
