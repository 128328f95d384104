import { formatFiness, formatPhone, formatSiren, formatSiret } from '@/knowledge/identifiers';
import { formatPlural } from '@/knowledge/profile/format';
import type { Organisme, Person, Profile } from '@/knowledge/profile/schema';
import { Fact, Unknown, YesNo } from './profile-facts';

const nameOf = ({ civilite, firstName, lastName }: Person): string =>
  [civilite, firstName, lastName].filter((word) => word !== '').join(' ');

function PersonFact({ label, person }: { label: string; person: Person }) {
  const details = [person.role, person.email, formatPhone(person.phone)].filter((text) => text !== '');
  return (
    <Fact label={label}>
      {nameOf(person) || <Unknown />}
      {details.map((detail) => (
        <span key={detail} class="small muted block">
          {detail}
        </span>
      ))}
    </Fact>
  );
}

function National({ nationalEntity: { affiliated, name, writtenAgreement } }: Organisme) {
  if (affiliated !== true) return <YesNo value={affiliated} />;
  return (
    <>
      {name || 'oui'}{' '}
      {writtenAgreement === true ? (
        <span class="badge ok">accord écrit obtenu</span>
      ) : (
        <span class="badge warn">
          {writtenAgreement === false ? 'accord écrit manquant' : 'accord écrit : inconnu'}
        </span>
      )}
    </>
  );
}

function Assessments({ selfAssessments: s }: Organisme) {
  const all = [
    ['Maturité et sécurité (ANAP)', s.anapMaturity],
    ['Gestion du SI (ANAP)', s.siManagement],
    ['13 mesures de protection', s.protectionMeasures],
  ] as const;
  return (
    <ul>
      {all.map(([label, done]) => (
        <li key={label}>
          {label} : {done === null ? <Unknown /> : done ? 'fait' : 'à faire'}
        </li>
      ))}
    </ul>
  );
}

const addressLine = ({ address: { complement, street, postcode, commune } }: Organisme): string =>
  [complement, street, `${postcode} ${commune}`.trim()].filter((part) => part !== '').join(', ');

/** What tells an organisme from another, on one line. */
function Identity({ siren, finessJuridique, address }: Organisme) {
  const parts = [
    siren && `SIREN ${formatSiren(siren)}`,
    finessJuridique && `FINESS ${formatFiness(finessJuridique)}`,
    address.commune,
  ].filter((part) => part !== '');
  return (
    <p class="muted identity">
      {parts.map((part) => (
        <span key={part} class="nowrap">
          {part}
        </span>
      ))}
    </p>
  );
}

interface CardProps {
  organisme: Organisme;
  porteur: boolean;
  essms: number;
}

function OrganismeCard({ organisme, porteur, essms }: CardProps) {
  const { affiliated, writtenAgreement } = organisme.nationalEntity;
  return (
    <li class="card">
      <div class="section-head">
        <h3>{organisme.raisonSociale || 'Organisme sans nom'}</h3>
        {porteur && <span class="badge accent">Porteur</span>}
        {affiliated === true && writtenAgreement === false && (
          <span class="badge warn">accord national manquant</span>
        )}
        <span class="badge">{essms} ESSMS</span>
      </div>
      <Identity {...organisme} />
      <details>
        <summary>Toutes les informations</summary>
        <OrganismeFacts organisme={organisme} porteur={porteur} />
      </details>
    </li>
  );
}

function OrganismeFacts({ organisme, porteur }: Omit<CardProps, 'essms'>) {
  return (
    <dl class="facts">
      <Fact label="Sigle">{organisme.sigle}</Fact>
      <Fact label="Forme juridique">{organisme.formeJuridique}</Fact>
      <Fact label="SIREN">{formatSiren(organisme.siren)}</Fact>
      <Fact label="SIRET du siège">{formatSiret(organisme.siret)}</Fact>
      <Fact label="FINESS juridique">{formatFiness(organisme.finessJuridique)}</Fact>
      <Fact label="Code NAF">{organisme.naf}</Fact>
      {organisme.rna !== '' && <Fact label="RNA">{organisme.rna}</Fact>}
      <Fact label="Adresse">{addressLine(organisme)}</Fact>
      <Fact label="Téléphone">{formatPhone(organisme.phone)}</Fact>
      <Fact label="Courriel">{organisme.email}</Fact>
      <PersonFact label="Représentant légal" person={organisme.representative} />
      <PersonFact label="Contact" person={organisme.contact} />
      <Fact label="Entité nationale">
        <National {...organisme} />
      </Fact>
      {!porteur && (
        <Fact label="Convention avec le porteur">
          <YesNo value={organisme.boundToPorteur} />
        </Fact>
      )}
      <Fact label="Autodiagnostics">
        <Assessments {...organisme} />
      </Fact>
    </dl>
  );
}

/** The porteur and the member organismes, the porteur first. */
export function ProfileOrganismes({ grappe }: { grappe: Profile }) {
  const { organismes, porteurId, essms } = grappe;
  const ordered = organismes.toSorted((a, b) => Number(b.id === porteurId) - Number(a.id === porteurId));
  return (
    <section class="stack" id="organismes" aria-labelledby="organismes-title">
      <h2 id="organismes-title">{formatPlural(organismes.length, 'organisme')}</h2>
      {organismes.length === 0 && <p class="muted">Aucun organisme dans cette grappe.</p>}
      <ul class="organismes">
        {ordered.map((organisme) => (
          <OrganismeCard
            key={organisme.id}
            organisme={organisme}
            porteur={organisme.id === porteurId}
            essms={essms.filter((e) => e.organismeId === organisme.id).length}
          />
        ))}
      </ul>
    </section>
  );
}
