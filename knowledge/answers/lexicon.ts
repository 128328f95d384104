/** Words of the field that mean the same, or nearly; checked by the question set, row by row. */
export interface LexiconRow {
  id: string;
  /** Ways to say it, as people write them; a form of several words must occur whole. */
  forms: string[];
  /** `narrower`: the first form is the wider term, and the others only lead to it. */
  kind: 'acronym' | 'synonym' | 'narrower';
  /** Trust in the other forms, 0 to 1. */
  weight: number;
}

export const LEXICON: readonly LexiconRow[] = [
  {
    id: 'essms',
    kind: 'acronym',
    weight: 0.6,
    forms: [
      'ESSMS',
      'ESMS',
      'ESSM',
      'ESM',
      'établissement',
      'structure',
      'établissements et services médico-sociaux',
    ],
  },
  {
    id: 'og',
    kind: 'acronym',
    weight: 0.6,
    forms: [
      'OG',
      'organisme gestionnaire',
      'organisme',
      'gestionnaire',
      'association gestionnaire',
      'association',
    ],
  },
  {
    id: 'dui',
    kind: 'acronym',
    weight: 0.6,
    forms: ['DUI', 'DIU', 'dossier usager informatisé', 'dossier informatisé usager', 'logiciel'],
  },
  { id: 'moa', kind: 'acronym', weight: 0.6, forms: ['MOA', 'AMOA', 'maîtrise d’ouvrage'] },
  { id: 'moe', kind: 'acronym', weight: 0.6, forms: ['MOE', 'maîtrise d’œuvre'] },
  { id: 'aap', kind: 'acronym', weight: 0.6, forms: ['AAP', 'appel à projets', 'appel', 'campagne'] },
  { id: 'ami', kind: 'acronym', weight: 0.6, forms: ['AMI', 'appel à manifestation d’intérêt'] },
  { id: 'cdc', kind: 'acronym', weight: 0.6, forms: ['CDC', 'Caisse des dépôts'] },
  {
    id: 'ars',
    kind: 'acronym',
    weight: 0.6,
    forms: ['ARS', 'agence régionale de santé', 'agences régionales'],
  },
  { id: 'cd', kind: 'acronym', weight: 0.6, forms: ['CD', 'conseil départemental', 'département'] },
  { id: 'ans', kind: 'acronym', weight: 0.6, forms: ['ANS', 'Agence du numérique en santé'] },
  { id: 'ins', kind: 'acronym', weight: 0.6, forms: ['INS', 'identité nationale de santé'] },
  { id: 'mssante', kind: 'acronym', weight: 0.6, forms: ['MSSanté', 'MSS', 'messagerie sécurisée de santé'] },
  { id: 'dmp', kind: 'acronym', weight: 0.5, forms: ['DMP', 'dossier médical partagé', 'Mon espace santé'] },
  { id: 'sad', kind: 'acronym', weight: 0.6, forms: ['SAD', 'système d’acquisition dynamique'] },
  { id: 'usld', kind: 'acronym', weight: 0.6, forms: ['USLD', 'unité de soins de longue durée'] },
  { id: 'sons', kind: 'acronym', weight: 0.6, forms: ['SONS', 'système ouvert et non sélectif'] },
  { id: 'pai', kind: 'synonym', weight: 0.5, forms: ['PAI numérique', 'PAI', 'Galis'] },
  { id: 'pa', kind: 'acronym', weight: 0.5, forms: ['PA', 'personnes âgées'] },
  { id: 'ph', kind: 'acronym', weight: 0.5, forms: ['PH', 'personnes handicapées', 'handicap'] },
  {
    id: 'ase',
    kind: 'acronym',
    weight: 0.5,
    forms: ['ASE', 'aide sociale à l’enfance', 'protection de l’enfance', 'PDE'],
  },
  {
    id: 'pjm',
    kind: 'acronym',
    weight: 0.5,
    forms: ['PJM', 'protection des majeurs', 'mandataire judiciaire'],
  },
  { id: 'ahi', kind: 'acronym', weight: 0.5, forms: ['AHI', 'accueil hébergement insertion', 'CHRS'] },
  {
    id: 'home',
    kind: 'narrower',
    weight: 0.5,
    forms: ['service à domicile', 'aide à domicile', 'SAAD', 'SPASAD', 'SSIAD'],
  },
  {
    id: 'kinds-of-essms',
    kind: 'narrower',
    weight: 0.3,
    forms: [
      'ESSMS',
      'EHPAD',
      'IME',
      'ITEP',
      'ESAT',
      'MAS',
      'FAM',
      'EAM',
      'SESSAD',
      'SAVS',
      'SAMSAH',
      'CAMSP',
      'CMPP',
      'foyer',
      'foyer de vie',
      'résidence autonomie',
    ],
  },
  {
    id: 'islands',
    kind: 'synonym',
    weight: 0.6,
    forms: ['outre-mer', 'outremer', 'DOM', 'DROM', 'DOM-TOM', 'ultramarins'],
  },
  {
    id: 'deadline',
    kind: 'synonym',
    weight: 0.8,
    forms: [
      'date limite',
      'échéance',
      'clôture',
      'deadline',
      'dernier jour',
      'fin de dépôt',
      'fermeture',
      'délai de dépôt',
    ],
  },
  {
    id: 'late',
    kind: 'synonym',
    weight: 0.5,
    forms: ['retard', 'hors délai', 'après la clôture', 'trop tard'],
  },
  {
    id: 'pieces',
    kind: 'synonym',
    weight: 0.5,
    forms: [
      'pièces',
      'pièces justificatives',
      'justificatifs',
      'documents',
      'annexes',
      'documents à fournir',
    ],
  },
  {
    id: 'amount',
    kind: 'synonym',
    weight: 0.4,
    forms: ['montant', 'barème', 'tarif', 'subvention', 'aide', 'financement', 'prix'],
  },
  { id: 'budget', kind: 'synonym', weight: 0.5, forms: ['budget', 'enveloppe', 'crédits', 'millions'] },
  {
    id: 'eligible',
    kind: 'synonym',
    weight: 0.5,
    forms: ['éligible', 'candidater', 'répondre à l’appel', 'avoir droit'],
  },
  {
    id: 'grappe',
    kind: 'synonym',
    weight: 0.6,
    forms: ['grappe', 'groupement', 'regroupement', 'consortium', 'projet'],
  },
  { id: 'threshold', kind: 'synonym', weight: 0.6, forms: ['seuil', 'minimum'] },
  { id: 'ceiling', kind: 'synonym', weight: 0.6, forms: ['plafond', 'maximum'] },
  { id: 'porteur', kind: 'synonym', weight: 0.6, forms: ['porteur', 'chef de file', 'coordonnateur'] },
  {
    id: 'payment',
    kind: 'synonym',
    weight: 0.6,
    forms: ['versement', 'paiement', 'payer', 'acompte', 'solde', 'échéancier', 'échelonner'],
  },
  {
    id: 'mail',
    kind: 'synonym',
    weight: 0.6,
    forms: ['mail', 'adresse', 'email', 'courriel', 'contact', 'contacter', 'écrire', 'joindre'],
  },
  { id: 'editor', kind: 'synonym', weight: 0.4, forms: ['éditeur', 'fournisseur', 'prestataire'] },
  {
    id: 'upgrade',
    kind: 'synonym',
    weight: 0.5,
    forms: ['montée de version', 'mise à jour', 'upgrade', 'montée en version'],
  },
  { id: 'twice', kind: 'synonym', weight: 0.4, forms: ['double', 'redemander', 'second'] },
  {
    id: 'europe',
    kind: 'synonym',
    weight: 0.6,
    forms: ['européen', 'europe', 'FEDER', 'FSE', 'union européenne'],
  },
  {
    id: 'criteria',
    kind: 'synonym',
    weight: 0.6,
    forms: ['critères', 'priorités', 'prioriser', 'sélection', 'départager'],
  },
  {
    id: 'federation',
    kind: 'synonym',
    weight: 0.6,
    forms: ['entité nationale', 'fédération', 'siège', 'tête de réseau'],
  },
  {
    id: 'replace',
    kind: 'synonym',
    weight: 0.6,
    forms: ['remplacer', 'changer', 'autre logiciel', 'nouveau logiciel'],
  },
  { id: 'not-retained', kind: 'synonym', weight: 0.6, forms: ['non retenu', 'refusé', 'recalé', 'rejeté'] },
  {
    id: 'equipment',
    kind: 'synonym',
    weight: 0.5,
    forms: ['équipement', 'matériel', 'ordinateurs', 'tablettes', 'informatique'],
  },
  { id: 'security', kind: 'synonym', weight: 0.5, forms: ['cybersécurité', 'sécurité', 'protection'] },
  {
    id: 'mandatory',
    kind: 'synonym',
    weight: 0.4,
    forms: ['obligatoire', 'obligation', 'imposé', 'exigé', 'requis', 'condition'],
  },
  { id: 'forbidden', kind: 'synonym', weight: 0.4, forms: ['cumul', 'cumuler', 'autre aide', 'compatible'] },
  { id: 'form', kind: 'synonym', weight: 0.5, forms: ['formulaire', 'dossier de demande'] },
  {
    id: 'results',
    kind: 'synonym',
    weight: 0.5,
    forms: ['retenus', 'sélectionnés', 'lauréats', 'résultats', 'bilan'],
  },
  {
    id: 'site',
    kind: 'synonym',
    weight: 0.5,
    forms: ['site', 'téléservice', 'plateforme', 'portail', 'outil', 'en ligne'],
  },
  {
    id: 'file',
    kind: 'synonym',
    weight: 0.6,
    forms: ['déposer', 'envoyer', 'transmettre', 'remettre', 'soumettre'],
  },
  { id: 'guide', kind: 'synonym', weight: 0.7, forms: ['guide', 'mode d’emploi', 'notice', 'tutoriel'] },
  { id: 'adjust', kind: 'synonym', weight: 0.6, forms: ['ajuster', 'corriger', 'modifier', 'compléter'] },
  { id: 'agreement', kind: 'synonym', weight: 0.6, forms: ['accord', 'autorisation', 'signer', 'feu vert'] },
  {
    id: 'compliance',
    kind: 'synonym',
    weight: 0.6,
    forms: ['mise en conformité', 'mettre aux normes', 'mise aux normes'],
  },
];

/** Acronyms that hold no synonym, kept whole like those of the table. */
const OTHER_ACRONYMS =
  'CNSA DNS DGCS ANAP FINESS SIRET SIREN RIB IBAN TVA DSR PNRR CPOM CASF GCSMS FEDER FSE RGPD PAI GALIS'.split(
    ' ',
  );

const acronyms = new Set(
  [...LEXICON.filter((row) => row.kind !== 'synonym').flatMap((row) => row.forms), ...OTHER_ACRONYMS]
    .filter((form) => /^\p{Lu}{3,8}$/u.test(form) && form !== 'MAS')
    .map((form) => form.toLowerCase()),
);

/** Whether a folded word is a known acronym, however it was typed; `mas` is left out, being a word too. */
export function isAcronym(folded: string): boolean {
  return acronyms.has(folded);
}
