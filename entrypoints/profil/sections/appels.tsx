import { useEffect, useMemo, useRef } from 'preact/hooks';
import { CampaignForm } from '@/components/campaign-form';
import { CallFaults } from '@/components/campaign-import';
import { type CallCard, OwnCalls, ShippedCalls } from '@/components/campaign-list';
import { FileButton } from '@/components/profile-file-button';
import { campaigns as shipped } from '@/knowledge/campaigns';
import type { Campaign } from '@/knowledge/campaigns/campaign';
import { glanceOf } from '@/knowledge/campaigns/glance';
import { toCampaign } from '@/knowledge/campaigns/personal-campaign';
import { todayInParis } from '../../shared/today';
import type { Calls } from '../calls';

interface Props {
  calls: Calls;
}

interface Asked {
  /** Id of the call to show first; empty when none is asked for. */
  asked: string;
}

const cardOf = (campaign: Campaign, title: string): CallCard => ({
  id: campaign.id,
  title,
  glance: glanceOf(campaign, todayInParis()),
});

function Damaged({ calls }: Props) {
  return calls.damaged.value.map((one) => (
    <div key={one.id} class="notice bad stack">
      <p>
        <strong>Un appel enregistré est illisible ({one.id}).</strong> {one.reason}. Rien n’est effacé.
      </p>
      <div class="row">
        <button type="button" onClick={() => void calls.removeDamaged(one)}>
          Le mettre dans un fichier, et le retirer d’ici
        </button>
      </div>
    </div>
  ));
}

function Lists({ calls, asked }: Props & Asked) {
  const own = calls.own.value;
  const cards = useMemo(() => own.map((one) => cardOf(toCampaign(one), one.title)), [own]);
  const known = useMemo(() => shipped.toReversed().map((one) => cardOf(one, one.title)), []);
  const faults = calls.faults.value;
  return (
    <>
      <p>
        Pour un appel que l’assistant ne connaît pas encore, décrivez-le ici : les contrôles, les montants et
        le calendrier le suivent, d’après vos seules données.
      </p>
      <div class="row">
        <button type="button" class="primary" onClick={calls.describe}>
          Décrire un appel
        </button>
        <FileButton label="Importer un fichier" onFile={(file) => void calls.importFile(file)} />
      </div>
      <p class="small muted">
        Un fichier se prépare aussi avec un éditeur de texte : exportez un de vos appels, il sert de modèle.
      </p>
      {faults && <CallFaults {...faults} onClose={calls.closeFaults} />}
      <Damaged calls={calls} />
      <h3>Vos appels</h3>
      <OwnCalls
        calls={cards}
        asked={asked}
        onEdit={calls.edit}
        onCopy={calls.copy}
        onExport={calls.exportOne}
        onRemove={(id) => void calls.remove(id)}
      />
      <h3>Appels livrés avec l’assistant</h3>
      <ShippedCalls calls={known} asked={asked} onCopy={calls.copy} />
    </>
  );
}

/** The section « Appels à projets »: those the assistant knows, and those the user describes. */
export function CallsSection({ calls, asked }: Props & Asked) {
  const open = calls.open.value;
  const heading = useRef<HTMLHeadingElement>(null);
  const wasOpen = useRef(open !== null);
  useEffect(() => {
    if (wasOpen.current && open === null) {
      scrollTo({ top: 0 }); // where what was done is said
      heading.current?.focus({ preventScroll: true });
    }
    wasOpen.current = open !== null;
  }, [open]);
  if (open)
    return (
      <CampaignForm
        key={open.key}
        title={open.title}
        form={{ draft: open.draft, issues: calls.issues.value, onSet: calls.set }}
        refusals={open.refusals}
        onSave={() => void calls.save()}
        onGiveUp={calls.giveUp}
      />
    );
  return (
    <section class="stack" id="appels" aria-labelledby="appels-title">
      <h2 id="appels-title" tabIndex={-1} ref={heading}>
        Appels à projets
      </h2>
      <Lists calls={calls} asked={asked} />
    </section>
  );
}
