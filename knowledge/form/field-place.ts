import type { EditPath } from '@/knowledge/profile/edit';
import type { FieldId } from './field-id';

/** Keys of an organisme where they do not bear the name of the field of the form. */
const ORGANISME: Record<string, string> = {
  structureType: 'formeJuridique',
  hasSiret: 'siret',
  inFrance: 'address.country',
  anapMaturity: 'selfAssessments.anapMaturity',
  siManagement: 'selfAssessments.siManagement',
  protectionMeasures: 'selfAssessments.protectionMeasures',
  nationalAgreement: 'nationalEntity.writtenAgreement',
};
const OF_ORGANISME = ['phone', 'mobile', 'email', 'website'];
const PROJECT: Record<string, string> = {
  theme: 'title',
  nature: 'title',
  requested: 'requestedCents',
  period: 'startDate',
  year: 'startDate',
};
const ESSMS: Record<string, string> = {
  organisme: 'organismeId',
  commune: 'address.commune',
  postcode: 'address.postcode',
  software: 'currentSoftware',
  requested: 'requestedCents',
};
/** Fields of the project that are counted on the list of ESSMS. */
const COUNTED = /^(?:essms\w*|fields|departements|regions)$/;
const ON_MEMBERS = ['nationalEntity', 'nationalEntityName', 'organismeCount'];

/** Whose data the fields are: the organisme (the porteur unless a verdict is on another) and the ESSMS. */
export interface Owners {
  organismeId: string;
  essmsId: string | null;
}

/** Where the grappe keeps what a field of the form asks: a datum, or the list it is counted on. */
export function pathOfField(field: FieldId, { organismeId, essmsId }: Owners): EditPath {
  const [place = '', key = ''] = field.split('.');
  const ofOrganisme = (path: string): EditPath => ['organismes', organismeId, ...path.split('.')];
  switch (place) {
    case 'porteur':
      return ofOrganisme(ORGANISME[key] ?? key);
    case 'address':
      return ofOrganisme(OF_ORGANISME.includes(key) ? key.replace('mobile', 'phone') : `address.${key}`);
    case 'representative':
    case 'contact':
      return ofOrganisme(`${place}.${key}`);
    case 'essms':
      return essmsId === null ? ['essms'] : ['essms', essmsId, ...(ESSMS[key] ?? key).split('.')];
    case 'criteria':
      return key === 'noEuropeanAid' ? ['project', 'europeanAid'] : ['essms'];
    case 'bank':
      return ['bank', key];
    case 'project':
      return ofProject(key);
    default:
      return ['project', `${place}s`];
  }
}

function ofProject(key: string): EditPath {
  if (COUNTED.test(key)) return ['essms'];
  if (ON_MEMBERS.includes(key)) return ['organismes'];
  return key === 'grappeName' ? ['name'] : ['project', PROJECT[key] ?? key];
}
