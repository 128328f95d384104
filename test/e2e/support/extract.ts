import { gzipSync } from 'node:zlib';
import type { Entity, Establishment } from '@/knowledge/register/record';

const ege = ({ finess, siret, name, category, address, open, closedOn }: Establishment) => ({
  informationsGeneralesEGE: {
    nomEgeCourt: name,
    nomEgeLong: name,
    numFinessEge: finess,
    ...(siret === '' ? {} : { siret }),
    ...(closedOn === '' ? {} : { dateFermeture: closedOn }),
  },
  categorieentiteGeographiqueExercice: category,
  adresse: [
    {
      usageAdresse: '03',
      ligneQuatre: address.street,
      cogCommune: address.inseeCode,
      ligneAcheminement: address.commune,
      codePostal: address.postcode,
    },
  ],
  contact: [],
  etatObjet: open === false ? 'I' : 'A',
});

/** An extract of the register in the shape of the public file, from invented records. */
export function extractOf(entities: readonly Entity[], establishments: readonly Establishment[]): Uint8Array {
  const pmej = entities.map((entity, rank) => ({
    informationsGeneralesPMEJ: {
      pmSmsseId: String(rank),
      denominationLonguePmSmsse: entity.name,
      denominationPm: entity.sigle,
      numFinessPm: entity.finess,
      siren: entity.siren,
      statutJuridique: '60',
    },
    adresse: [],
    contact: [],
    ege: establishments.filter(({ finessJuridique }) => finessJuridique === entity.finess).map(ege),
    etatObjet: 'A',
  }));
  const file = { schemaVersion: 'v1.0.0', generatedAt: '2026-10-31T02:15:00.000Z', gcc: [], gco: [], pmej };
  return gzipSync(JSON.stringify(file));
}
