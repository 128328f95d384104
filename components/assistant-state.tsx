import './assistant.css';

interface WordsProps {
  on: boolean;
  /** « Mistral (mistral-small-latest) »; empty while nothing is chosen. */
  name: string;
  /** In French, who receives the texts. */
  to: string;
}

/** What the written answers are, and what leaves when they are on: said before anything is asked. */
export const AssistantWords = ({ on, name, to }: WordsProps) => (
  <div class="card stack">
    <div class="section-head">
      <h3>Une réponse rédigée, confrontée aux textes phrase par phrase</h3>
      <span class={`badge ${on ? 'accent' : ''}`} role="status">
        {on ? `allumé : ${name}` : 'éteint'}
      </span>
    </div>
    <p>
      Les réponses de l’onglet Questions sont des extraits des textes : elles ne demandent ni réseau ni clé.
      Un service d’intelligence artificielle, le « modèle », peut en plus les rédiger. Il est éteint tant que
      vous ne l’allumez pas.
    </p>
    <ul class="bullets">
      <li>
        <strong>Ce qui part :</strong> votre question et quelques passages des textes, quand vous pressez le
        bouton sous une réponse, jamais avant. Le texte exact vous est montré. Les noms, comptes, téléphones
        et courriels de votre grappe y sont remplacés, autant qu’un programme peut les reconnaître.
      </li>
      <li>
        <strong>À qui :</strong>{' '}
        {on ? `les textes partent ${to}.` : 'au service que vous choisissez, et à lui seul.'} Comme tout site,
        il voit aussi l’adresse de votre connexion.
      </li>
      <li>
        <strong>Votre clé :</strong> gardée dans ce navigateur, chiffrée si vous donnez une phrase de passe,
        envoyée à ce service seulement. Elle n’est dans aucune sauvegarde.
      </li>
      <li>
        <strong>Ce qui est vérifié :</strong> chaque extrait cité est cherché mot pour mot dans son passage.
        Ce qui ne s’y trouve pas est rayé. Le reste peut être faux : relisez-le.
      </li>
    </ul>
  </div>
);

interface ActionsProps {
  on: boolean;
  /** A key or a choice is kept here. */
  kept: boolean;
  testing: boolean;
  onTest: () => void;
  onStopTest: () => void;
  onSwitchOff: () => void;
  onForget: () => void;
}

/** What can be done once something is configured. */
export const AssistantActions = (props: ActionsProps) => {
  const { on, kept, testing, onTest, onStopTest, onSwitchOff, onForget } = props;
  if (!on && !kept) return null;
  return (
    <div class="card stack">
      {on && <p class="small muted">L’essai n’envoie que ces mots : « Réponds seulement OK. »</p>}
      <div class="row">
        {on && (
          <button type="button" onClick={testing ? onStopTest : onTest}>
            {testing ? 'Arrêter l’essai' : 'Essayer la connexion'}
          </button>
        )}
        {on && (
          <button type="button" onClick={onSwitchOff}>
            Éteindre
          </button>
        )}
        <button type="button" onClick={onForget}>
          Effacer la clé et les réglages
        </button>
        <span role="status">{testing && 'Essai en cours…'}</span>
      </div>
    </div>
  );
};
