/** Names of the regions as people type them, and the towns they name instead, folded without hyphens, by INSEE code. */
const REGION_NAMES: Record<string, string[]> = {
  '01': ['guadeloupe'],
  '02': ['martinique'],
  '03': ['guyane'],
  '04': ['la reunion', 'ile de la reunion'],
  '06': ['mayotte'],
  '11': ['ile de france', 'idf', 'paris', 'region parisienne'],
  '24': ['centre val de loire', 'cvl', 'orleans'],
  '27': ['bourgogne franche comte', 'bourgogne', 'franche comte', 'bfc', 'dijon'],
  '28': ['normandie', 'caen', 'rouen'],
  '32': ['hauts de france', 'hdf', 'nord pas de calais', 'picardie', 'lille'],
  '44': ['grand est', 'alsace', 'lorraine', 'champagne ardenne', 'nancy', 'strasbourg'],
  '52': ['pays de la loire', 'pdl', 'nantes'],
  '53': ['bretagne', 'rennes'],
  '75': ['nouvelle aquitaine', 'aquitaine', 'limousin', 'poitou charentes', 'bordeaux'],
  '76': ['occitanie', 'midi pyrenees', 'languedoc roussillon', 'montpellier', 'toulouse'],
  '84': ['auvergne rhone alpes', 'rhone alpes', 'auvergne', 'ara', 'ars aura', 'region aura', 'lyon'],
  '93': ['provence alpes cote d azur', 'provence alpes cote azur', 'paca', 'region sud', 'marseille'],
  '94': ['corse', 'ajaccio', 'bastia'],
};

function spaced(folded: string): string {
  return ` ${folded.replace(/[^\p{L}\p{N}]+/gu, ' ').trim()} `;
}

/** Codes of the regions a folded text names, with the words of the name found. */
export function regionsIn(folded: string): { code: string; name: string }[] {
  const text = spaced(folded);
  return Object.entries(REGION_NAMES).flatMap(([code, names]) => {
    const name = names.find((candidate) => text.includes(` ${candidate} `));
    return name === undefined ? [] : [{ code, name }];
  });
}
