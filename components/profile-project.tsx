import { formatCents, formatCount, formatDay, TYPE_NAMES } from '@/knowledge/profile/format';
import type { Project } from '@/knowledge/profile/schema';
import { Fact, Unknown, YesNo } from './profile-facts';

const NARRATIVES = [
  ['objectives', 'Objectifs'],
  ['description', 'Description'],
  ['governance', 'Gouvernance'],
  ['deployment', 'Stratégie de déploiement'],
  ['changePlan', 'Conduite du changement'],
  ['humanResources', 'Moyens humains'],
] as const;

const Narrative = ({ label, text }: { label: string; text: string }) =>
  text === '' ? (
    <p>
      {label} : <Unknown />
    </p>
  ) : (
    <details>
      <summary>
        {label} <span class="small muted">{formatCount(text.length)} caractères</span>
      </summary>
      <p class="narrative">{text}</p>
    </details>
  );

const period = ({ startDate, endDate }: Project): string =>
  startDate === '' && endDate === ''
    ? ''
    : `du ${formatDay(startDate) || 'jour inconnu'} au ${formatDay(endDate) || 'jour inconnu'}`;

/** What the project is; the long texts fold, with their length as the portal counts it. */
export function ProfileProject({ project }: { project: Project }) {
  return (
    <section class="card stack" id="projet" aria-labelledby="projet-title">
      <h2 id="projet-title">Projet</h2>
      <p class="lead">{project.title || <Unknown />}</p>
      <dl class="facts">
        <Fact label="Type">{project.type && TYPE_NAMES[project.type]}</Fact>
        <Fact label="Période">{period(project)}</Fact>
        <Fact label="Logiciel">{project.software}</Fact>
        <Fact label="Éditeur">{project.editor}</Fact>
        <Fact label="Référencé Ségur">
          <YesNo value={project.segurReferenced} />
        </Fact>
        <Fact label="Première demande">
          <YesNo value={project.firstRequest} />
        </Fact>
        <Fact label="Autre aide européenne">
          <YesNo value={project.europeanAid} />
        </Fact>
        <Fact label="Portée nationale">
          <YesNo value={project.nationalScope} />
        </Fact>
        <Fact label="Forme du groupement">{project.groupingForm}</Fact>
        <Fact label="Montant demandé">
          {project.requestedCents === null ? null : formatCents(project.requestedCents)}
        </Fact>
        <Fact label="Autres aides">{project.otherAid}</Fact>
      </dl>
      <div class="stack narratives">
        {NARRATIVES.map(([key, label]) => (
          <Narrative key={key} label={label} text={project[key]} />
        ))}
      </div>
      <h3>Indicateurs</h3>
      {project.indicators.length === 0 && <Unknown />}
      <ul class="bullets">
        {project.indicators.map(({ id, label, target }) => (
          <li key={id}>
            {label || 'Sans libellé'} : {target === '' ? <Unknown /> : <strong>{target}</strong>}
          </li>
        ))}
      </ul>
    </section>
  );
}
