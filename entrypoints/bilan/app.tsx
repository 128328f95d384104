import { EligibilityReport } from '@/components/eligibility-report';
import type { Assessment } from '../sidepanel/assessment';
import type { Choices } from '../sidepanel/choices';
import { passageWith } from '../sidepanel/questions';
import { reportOf } from './report';

interface Props {
  choices: Choices;
  assessment: Assessment;
}

/** The report of the chosen grappe, ready to be printed. */
export const App = ({ choices, assessment }: Props) => {
  const situation = assessment.situation.value;
  if (!choices.loaded.value)
    return <p role="status">{choices.trouble.value || 'Lecture de votre grappe…'}</p>;
  if (!situation)
    return (
      <main class="report stack">
        <h1>Bilan</h1>
        <p>
          Il faut une grappe et un appel à projets : choisissez-les dans l’onglet Dossiers de l’assistant,
          puis revenez ici.
        </p>
      </main>
    );
  const view = reportOf(situation, {
    verdicts: assessment.verdicts.value,
    today: choices.today.value,
    passageOf: passageWith(choices.personal.value),
  });
  return <EligibilityReport {...view} onPrint={() => window.print()} />;
};
