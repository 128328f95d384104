import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { luhnKey } from '@/knowledge/identifiers/check';

/** An invented extract of the size and shape of the monthly file of 2026. Nobody in it exists. */

const SITES = [1, 2, 3, 4, 0, 5];
/** Establishments of a legal person: 2.5 on average. */
const sitesOf = (rank: number): number => SITES[rank % SITES.length] ?? 0;

const keyed = (body: string): string => body + luhnKey(`${body}0`);
const pad = (value: number, length: number): string => String(value).padStart(length, '0');
const departement = (rank: number): string => pad((rank % 95) + 1, 2);
const ej = (rank: number): string => keyed(departement(rank) + pad(900_000 + rank, 6));
const et = (rank: number, site: number): string =>
  keyed(departement(rank) + pad(100_000 + rank * 6 + site, 6));
const siren = (rank: number): string => keyed(`00${pad(rank, 6)}`);
const siret = (rank: number, site: number): string => keyed(siren(rank) + pad(site, 4));

const WORDS =
  'RÉSIDENCE FOYER DES TILLEULS CHÊNES SAINT CLAIR VAL FICTIF MAISON DU LAC BOIS JOLI PRÉ FLEURI'.split(' ');
const words = (seed: number, count: number): string =>
  Array.from(
    { length: count },
    (_, i) => WORDS[(seed * 7 + i * 13 + ((seed * (i + 3)) % 11)) % WORDS.length],
  ).join(' ');

const address = (seed: number, usage: string) => ({
  usageAdresse: usage,
  numeroVoie: String((seed % 250) + 1),
  typeVoie: 'R',
  libelleVoie: words(seed, 3),
  lieuDit: `BP ${seed % 999}`,
  cogCommune: `${departement(seed)}${pad(seed % 700, 3)}`,
  ligneAcheminement: words(seed + 1, 2),
  ligneQuatre: `${(seed % 250) + 1} RUE ${words(seed, 3)}`,
  codePostal: `${departement(seed)}${pad((seed * 10) % 1000, 3)}`,
  coordonneesGeographique: {
    coordonneeX: `65${pad((seed * 7919) % 100_000, 5)}.${pad(seed % 100, 2)}`,
    coordonneeY: `8${pad((seed * 6101) % 100_000, 5)}.${pad(seed % 97, 2)}`,
    directionLatitude: `46.${pad((seed * 104_729) % 1_000_000, 6)}`,
    directionLongitude: `5.${pad((seed * 15_485_863) % 1_000_000, 6)}`,
    cleInInteropBAN: `${departement(seed)}053_${pad(seed % 9999, 4)}_${pad(seed % 250, 5)}`,
    scoreBAN: `0.97${pad((seed * 31) % 100_000, 5)}`,
  },
});
const contact = (seed: number) => [
  { typeContact: { roleContact: '01' }, telecom: { telephone: `01990${pad(seed % 100_000, 5)}` } },
];
const event = (seed: number, code: string, type: string) => ({
  evenementId: String(seed),
  dateEnregistrement: '2023-03-15 11:21:01',
  dateEvenement: `19${pad(50 + (seed % 50), 2)}-11-16`,
  etatObjet1: code,
  identifiantObjet1: String(seed),
  systemeMaitre: '01',
  typeObjet1: type,
  codeEvenement: code,
});

const establishment = (rank: number, site: number) => {
  const seed = rank * 6 + site;
  return {
    informationsGeneralesEGE: {
      egeId: String(seed),
      dateOuverture: '1986-11-16',
      datePremiereAutorisation: '1986-11-16',
      ...(seed % 2 === 0 ? { dateFermeture: '2019-03-03' } : {}),
      nomEgeCourt: words(seed, 3),
      nomEgeLong: words(seed, 6),
      numFinessEge: et(rank, site),
      espic: ['0'],
      siret: siret(rank, site),
    },
    categorieentiteGeographiqueExercice: ['500', '183', '354', '255', '460', '124'][seed % 6],
    modefixationtarifaire: '07',
    typeBudget: ['01'],
    adresse: [address(seed, '03')],
    contact: contact(seed),
    engagement: [],
    evenement: [event(seed, '003', 'EG'), event(seed + 1, '007', 'EG')],
    roleEge: [],
    etatObjet: seed % 2 === 0 ? 'I' : 'A',
    dateDerniereMaj: '2021-10-18 00:00:00',
  };
};

const legalPerson = (rank: number) => ({
  informationsGeneralesPMEJ: {
    pmSmsseId: String(rank),
    codeApe: '87.10A',
    dateCreation: '2001-01-01',
    denominationLonguePmSmsse: words(rank, 5),
    denominationPm: words(rank, 3),
    numFinessPm: ej(rank),
    siren: siren(rank),
    statutJuridique: '60',
    typePersonneMorale: '01',
  },
  adresse: [address(rank, '02')],
  contact: contact(rank),
  engagement: [],
  evenement: [event(rank, '001', 'PM')],
  ege: Array.from({ length: sitesOf(rank) }, (_, site) => establishment(rank, site)),
  etatObjet: 'A',
  dateDerniereMaj: '2021-10-18 00:00:00',
});

/** What was written: to know what to look up, and how big it is. */
export interface WrittenExtract {
  establishments: number;
  /** Bytes before compression. */
  bytes: number;
  /** Numbers of every kind: five of each of some legal persons, as a grappe has. */
  numbers(count: number): string[];
  /** Numbers of every kind, each of another legal person. */
  spread(count: number): string[];
}

/** Writes a compressed extract of at least that many establishments. */
export async function writeExtract(path: string, wanted: number): Promise<WrittenExtract> {
  const gzip = createGzip({ level: 6 });
  const output = createWriteStream(path);
  gzip.pipe(output);
  let establishments = 0;
  let bytes = 0;
  let rank = 0;
  const write = async (text: string) => {
    bytes += Buffer.byteLength(text);
    if (!gzip.write(text)) await once(gzip, 'drain');
  };
  await write(
    '{\n  "schemaVersion" : "v1.0.0",\n  "generatedAt" : "2026-10-01T02:15:00.615Z",\n  "gcc" : [ ],\n  "gco" : [ ],\n  "pmej" : [ ',
  );
  for (; establishments < wanted; rank += 1) {
    await write(`${rank === 0 ? '' : ', '}${JSON.stringify(legalPerson(rank), null, 2)}`);
    establishments += sitesOf(rank);
  }
  await write(' ]\n}\n');
  gzip.end();
  await finished(output);
  const kinds = [
    (one: number, i: number) => et(one, i % sitesOf(one)),
    (one: number, i: number) => siret(one, i % sitesOf(one)),
    ej,
    siren,
  ];
  /** Five numbers of each legal person, those with five establishments, spread over the file. */
  const numbers = (count: number) =>
    Array.from({ length: count }, (_, i) => {
      const persons = Math.ceil(count / 5);
      const person = Math.floor(((i % persons) * (rank - 6)) / persons / 6) * 6 + 5;
      return (kinds[Math.floor(i / persons) % kinds.length] ?? ej)(person, i);
    });
  /** As many legal persons as numbers: the worst case. */
  const spread = (count: number) =>
    Array.from({ length: count }, (_, i) => {
      const person = Math.floor((i * (rank - 6)) / count / 6) * 6 + 5;
      return (kinds[i % kinds.length] ?? ej)(person, i);
    });
  return { establishments, bytes, numbers, spread };
}
