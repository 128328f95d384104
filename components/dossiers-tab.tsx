import { formatCents, formatDay, formatPlural } from '@/knowledge/profile/format';
import type { Dossier, Profile } from '@/knowledge/profile/schema';
import type { Day } from '@/knowledge/source';
import { CalendarCard, type CalendarProps } from './calendar-card';
import { DossierCard } from './profile-dossier-card';
import { FileButton } from './profile-file-button';
import { ProfileSwitcher } from './profile-switcher';
import './profile-cards.css';
import './dossiers-tab.css';

interface Props {
  profile: Profile | null;
  profiles: { id: string; name: string }[];
  /** `standing` tells where the call is: « close depuis le 15 septembre 2023 ». */
  campaigns: { id: string; title: string; standing: string }[];
  campaignId: string;
  /** Day of « Simuler au », empty for today. */
  referenceDate: Day | '';
  today: Day;
  calendar: CalendarProps;
  onChooseProfile(id: string): void;
  onChooseCampaign(id: string): void;
  onReferenceDate(day: Day | ''): void;
  onOpenProfil(): void;
  onImport(file: File): void;
  onExport(): void;
}

type Choice = Pick<
  Props,
  'campaigns' | 'campaignId' | 'referenceDate' | 'today' | 'onChooseCampaign' | 'onReferenceDate'
>;

function CampaignChoice(props: Choice) {
  const { campaigns, campaignId, referenceDate, today, onChooseCampaign, onReferenceDate } = props;
  return (
    <section class="card stack" aria-labelledby="campaign-title">
      <h2 id="campaign-title">Campagne</h2>
      <label>
        Appel à projets
        <select value={campaignId} onChange={(e) => onChooseCampaign(e.currentTarget.value)}>
          {campaigns.every((c) => c.id !== campaignId) && <option value="">Choisir une campagne…</option>}
          {campaigns.map(({ id, title, standing }) => (
            <option key={id} value={id} selected={id === campaignId}>
              {title} — {standing}
            </option>
          ))}
        </select>
      </label>
      <label>
        Simuler au
        <input type="date" value={referenceDate} onChange={(e) => onReferenceDate(e.currentTarget.value)} />
      </label>
      {referenceDate === '' ? (
        <p class="small muted">
          Les règles et les échéances sont lues à la date du jour, {formatDay(today)}.
        </p>
      ) : (
        <div class="notice warn stack">
          <p>
            Simulation au <strong>{formatDay(referenceDate)}</strong> : les règles et les échéances sont lues
            comme si c’était ce jour. Nous sommes le {formatDay(today)}.
          </p>
          <div class="row">
            <button type="button" onClick={() => onReferenceDate('')}>
              Revenir à aujourd’hui
            </button>
          </div>
        </div>
      )}
    </section>
  );
}

interface DossierListProps {
  dossiers: Dossier[];
  campaigns: Props['campaigns'];
  campaignId: string;
}

function DossierList({ dossiers, campaigns, campaignId }: DossierListProps) {
  const titles = new Map(campaigns.map((c) => [c.id, c.title]));
  const card = (dossier: Dossier) => (
    <DossierCard
      key={dossier.id}
      dossier={dossier}
      campaign={titles.get(dossier.campaign) ?? dossier.campaign}
    />
  );
  const mine = dossiers.filter((d) => d.campaign === campaignId);
  const others = dossiers.filter((d) => d.campaign !== campaignId);
  const known = mine.map((d) => d.requestedCents).filter((cents) => cents !== null);
  const total = known.length === mine.length ? known.reduce((sum, cents) => sum + cents, 0) : null;
  return (
    <section class="stack" aria-labelledby="dossiers-title">
      <h2 id="dossiers-title">Dossiers de cette campagne</h2>
      <p class="muted">
        {mine.length === 0
          ? 'Aucun dossier de la grappe pour cette campagne.'
          : `${formatPlural(mine.length, 'dossier')}, montant total demandé : ${formatCents(total)}`}
      </p>
      <ul class="stack">{mine.map(card)}</ul>
      {others.length > 0 && (
        <details>
          <summary>{formatPlural(others.length, 'dossier')} d’autres campagnes</summary>
          <ul class="stack others">{others.map(card)}</ul>
        </details>
      )}
    </section>
  );
}

function Actions({
  primary,
  canExport,
  onOpenProfil,
  onImport,
  onExport,
}: Pick<Props, 'onOpenProfil' | 'onImport' | 'onExport'> & { primary: boolean; canExport: boolean }) {
  return (
    <div class="row">
      <button type="button" class={primary ? 'primary' : ''} onClick={onOpenProfil}>
        Ouvrir ma grappe
      </button>
      <FileButton label="Importer une sauvegarde" onFile={onImport} />
      <button type="button" disabled={!canExport} onClick={onExport}>
        Exporter une sauvegarde
      </button>
    </div>
  );
}

/** The tab « Dossiers » of the side panel: the grappe in use, the campaign, the dates, the family of dossiers. */
export function DossiersTab(props: Props) {
  const { profile, profiles, onChooseProfile } = props;
  if (profile === null)
    return (
      <div class="stack dossiers-tab">
        <section class="card stack" aria-labelledby="no-grappe-title">
          <h2 id="no-grappe-title">Aucune grappe sur cet ordinateur</h2>
          <p>
            L’assistant a besoin du profil de votre grappe pour remplir les pages et vérifier les règles.
            Importez une sauvegarde, ou ouvrez la page « Ma grappe » pour charger la grappe d’exemple.
          </p>
          <Actions {...props} primary canExport={false} />
        </section>
        <CampaignChoice {...props} />
        <CalendarCard {...props.calendar} />
      </div>
    );
  return (
    <div class="stack dossiers-tab">
      <section class="card stack" aria-label="Grappe en cours">
        <ProfileSwitcher profiles={profiles} currentId={profile.id} onChoose={onChooseProfile} />
        <p class="muted">
          {profile.essms.length} ESSMS, {formatPlural(profile.organismes.length, 'organisme')}
        </p>
        <Actions {...props} primary={false} canExport />
      </section>
      <CampaignChoice {...props} />
      <CalendarCard {...props.calendar} />
      <DossierList dossiers={profile.dossiers} campaigns={props.campaigns} campaignId={props.campaignId} />
    </div>
  );
}
