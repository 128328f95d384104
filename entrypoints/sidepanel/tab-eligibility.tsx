import { AmountsCard } from '@/components/amounts-card';
import { CampaignSheet } from '@/components/campaign-sheet';
import { EligibilityTab } from '@/components/eligibility-tab';
import type { Campaign } from '@/knowledge/campaigns/campaign';
import { sheetOf } from '@/knowledge/campaigns/sheet';
import { pathOfDatum } from '@/knowledge/profile/datum';
import { formatDay } from '@/knowledge/profile/format';
import type { Day } from '@/knowledge/source';
import { PanelMessage } from './message';
import { passageWith } from './questions';
import { dataOf, placeOf } from './verdict-data';
import { openProfil, openReport, type PanelProps } from './wiring';

const isOpenOn = ({ windows }: Campaign, day: Day): boolean =>
  windows.some(
    ({ opens, closes }) =>
      opens.value !== null && closes.value !== null && opens.value <= day && day <= closes.value,
  );

/** In French, that no known call is open on that day, and what to do; empty when one is. */
const outOfDates = ({ panel }: PanelProps): string => {
  const { campaigns, date } = panel.choices;
  if (campaigns.value.some((campaign) => isOpenOn(campaign, date.value))) return '';
  return `Aucun appel à projets connu n’est ouvert le ${formatDay(date.value)}. Pour vérifier un dossier comme au jour de son dépôt, réglez « Simuler au » dans l’onglet Dossiers. Pour un nouvel appel, décrivez-le dans « Ma grappe », rubrique « Appels à projets ».`;
};

/** The tab « Éligibilité »: what the rules say, and what the call pays. */
export const Eligibility = ({ panel, onOpenDossiers }: PanelProps & { onOpenDossiers: () => void }) => {
  const { profile, campaign, date, today, personal } = panel.choices;
  const [grappe, situation] = [profile.value, panel.situation.value];
  const passageOf = passageWith(personal.value);
  return (
    <div class="stack">
      <PanelMessage panel={panel} />
      <EligibilityTab
        hasProfile={grappe !== null}
        campaignTitle={campaign.value?.title ?? ''}
        dateLabel={`au ${formatDay(date.value)}`}
        simulated={date.value !== today.value}
        outOfDates={outOfDates({ panel })}
        verdicts={panel.verdicts.value}
        passageOf={passageOf}
        dataOf={(verdict) => (grappe ? dataOf(verdict, grappe) : [])}
        canReveal={(verdict) => panel.fieldOf(verdict) !== null}
        onReveal={(verdict) => {
          const field = panel.fieldOf(verdict);
          if (field) void panel.reveal(field.key);
        }}
        onCorrect={(verdict, path) => openProfil(path ?? (grappe && placeOf(verdict, grappe)))}
        onAnswer={(path, answer) => void panel.answer(path, answer)}
        onOpenProfil={() => openProfil()}
        onOpenDossiers={onOpenDossiers}
        onPrint={openReport}
      >
        {situation && (
          <AmountsCard
            situation={situation}
            passageOf={passageOf}
            onOwnRate={(rateId, cents) => void panel.setOwnRate(rateId, cents)}
            onCorrect={(datum) => openProfil(grappe && pathOfDatum(datum.id, grappe))}
          />
        )}
        {campaign.value && <CampaignSheet parts={sheetOf(campaign.value)} passageOf={passageOf} />}
      </EligibilityTab>
    </div>
  );
};
