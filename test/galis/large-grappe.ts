import { sampleGrappe } from '@/knowledge/profile/sample';
import type { Essms, Profile } from '@/knowledge/profile/schema';

/** Key of a number of eight digits by the method of Luhn, as FINESS numbers end with. */
const keyOf = (digits: string): string => {
  const sum = [...digits].reduce((total, digit, at) => {
    const weighted = Number(digit) * (at % 2 === 1 ? 2 : 1);
    return total + (weighted > 9 ? weighted - 9 : weighted);
  }, 0);
  return String((10 - (sum % 10)) % 10);
};

const another = (model: Essms, rank: number): Essms => {
  const digits = `${model.departement}98${String(rank).padStart(4, '0')}`;
  const finess = digits + keyOf(digits);
  const quarter = 100 + ((rank * 37) % 900);
  return {
    ...structuredClone(model),
    id: `inv-${rank}`,
    finess,
    name: `${model.name.replace(' (fictif)', '')} – site ${rank} (fictif)`,
    siret: '',
    capacity: 20 + ((rank * 13) % 90),
    requestedCents: quarter * 1000,
  };
};

/** An invented grappe of that many ESSMS, on the model of the sample: same organismes, same project. */
export const largeGrappe = (count: number): Profile => {
  const sample = sampleGrappe();
  const essms = Array.from({ length: count }, (_, at) => {
    const model = sample.essms[at % sample.essms.length];
    if (!model) throw new Error('the sample has no ESSMS');
    return another(model, at + 1);
  });
  return {
    ...sample,
    id: `grappe-inventee-${count}`,
    name: `Grappe inventée de ${count} ESSMS`,
    essms,
    dossiers: [],
  };
};
