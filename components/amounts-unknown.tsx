import type { Amounts } from '@/knowledge/amounts';
import type { Campaign } from '@/knowledge/campaigns/campaign';
import type { MissingDatum } from '@/knowledge/rules/rule';

interface Props {
  computed: Amounts;
  campaign: Campaign;
  onCorrect: (datum: MissingDatum) => void;
}

/** What no text says, and whom to ask; what the grappe does not say, and where to type it. */
export const AmountsUnknown = ({ computed, campaign, onCorrect }: Props) => {
  const silent = computed.unknown.filter(({ missing }) => missing.length === 0);
  const lacking = computed.unknown.filter(({ missing }) => missing.length > 0);
  return (
    <>
      {silent.length > 0 && (
        <div class="notice warn small stack">
          <h3>Ce que les textes dont je dispose ne disent pas</h3>
          <ul class="stack">
            {silent.map(({ label }) => (
              <li key={label}>{label}</li>
            ))}
          </ul>
          <p>{whomToAsk(campaign)}</p>
        </div>
      )}
      {lacking.length > 0 && (
        <div class="notice warn small stack">
          <h3>Ce qui manque dans votre grappe</h3>
          <ul class="stack">
            {lacking.map(({ label, missing: [first] }) => (
              <li key={label}>
                {label}{' '}
                {first && (
                  <button type="button" class="link" onClick={() => onCorrect(first)}>
                    Renseigner<span class="visually-hidden"> : {first.label}</span>
                  </button>
                )}
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
};

const whomToAsk = ({ contact, scopes }: Campaign): string => {
  if (contact.value !== null) return `À qui demander : ${contact.value}.`;
  return scopes.includes('national')
    ? 'À qui demander : au financeur qui instruit votre dossier, la CNSA pour un projet national.'
    : 'À qui demander : à l’ARS de votre région.';
};
