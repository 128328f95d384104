import { fold } from '@/knowledge/answers/normalise';

/**
 * Sentences of a captured text that speak to an assistant instead of the reader. They are flagged,
 * shown and searched; nothing relies on finding them all: what an assistant may do is limited elsewhere.
 */
const ADDRESSED: readonly RegExp[] = [
  // « ignore les instructions précédentes », « forget all previous rules »
  /\b(?:ignore[rz]?|ignoring|oublie[rz]?|forget|disregard|override|contourne[rz]?|bypass)\b.{0,40}\b(?:instructions?|consignes?|regles?|rules?|prompts?|directives?|guidelines)\b/,
  /\b(?:nouvelles?|new|vraies?|real|autres?) (?:instructions?|consignes?|directives?)\b.{0,30}(?::|\bpour (?:l ?)?(?:ia|assistant|modele)|\bfor (?:the )?(?:ai|assistant|model))/,
  // Roles of a conversation, and the marks that separate them.
  /(?:^|[\n>\]])\s*(?:system|systeme|assistant|user|developer|human|ai|ia)\s*(?:prompt|message)?\s*:/,
  /<\|?\/?(?:im_start|im_end|system|assistant|user|inst|endoftext|doc[-_\w]*)\b[^>]*>|\[\/?(?:inst|system|assistant)\]|<<\/?sys>>|#{2,} ?(?:system|instruction|response)/,
  // To a model, by name or by kind.
  /\b(?:en tant qu|as an?|tu es|vous etes|you are|agis comme|act as|comporte-toi comme|pretend to be)\b.{0,30}\b(?:ia|ai|intelligence artificielle|artificial intelligence|assistant (?:virtuel|ia|ai)|modele de langage|language model|llm|chatbot|robot conversationnel|gpt)\b/,
  /\btu es (?:maintenant |desormais )?(?:un |une |l )?(?:assistant|expert|agent)\b|\byou are (?:now )?(?:an? )?(?:assistant|agent|helpful)\b/,
  /\b(?:a l ?(?:attention|intention) (?:de|des|du)|note (?:a|pour|to|for)|message (?:a|pour|to|for)|attention|hey|dear|cher|chere)\b.{0,15}\b(?:ia|ai|ais|assistants? (?:ia|virtuel|numerique)|modeles? de langage|language models?|llms?|chatbots?|chatgpt|gpt|claude|copilot|gemini|mistral)\b/,
  /\b(?:si tu es|if you are|si vous etes)\b.{0,20}\b(?:ia|ai|assistant|modele|model|llm|chatgpt|gpt|robot)\b/,
  // What is asked of it.
  /\b(?:reponds|dis|affirme|answer|reply|respond|say|tell|output|affiche|print|repete|repeat)\b.{0,25}\b(?:toujours|uniquement|seulement|always|only|exactly|exactement|a l utilisateur|the user|verbatim|mot pour mot)\b/,
  /\b(?:ne dis pas|ne mentionne pas|n affiche pas|ne revele pas|do not (?:tell|mention|reveal|show|say)|don t (?:tell|mention|reveal|show|say)|without telling)\b.{0,40}\b(?:utilisateur|user|passage|consigne|instruction|source|texte|text|this|ceci|cela)\b/,
  /\b(?:appelle|utilise|execute|lance|invoque|call|use|run|invoke|execute)\b.{0,15}\b(?:outil|tool|fonction|function|api|verifier_eligibilite|calculer_montant|lister_pieces|prochaine_echeance|chercher_passages)\b/,
  /\b(?:system|hidden|secret|initial|cache)\w* prompt\b|\bprompt (?:system|systeme|injection|cache)\b|\bjailbreak\b|\bdeveloper mode\b/,
  // Marks of our own citations, or a picture loaded from elsewhere.
  /\[\[ ?(?:p|r)\d+ ?(?::|\]\])|\[\[aucun\]\]|!\[[^\]]*\]\(\s*(?:https?:)?\/\//,
  // Fields and envelopes of a model's protocol.
  /"(?:role|content|tool_calls?|function_call)"\s*:/,
];
/** A long run without a space that is no word and no address: text coded so as not to be read. */
const CODED =
  /(?<![\w/.:?=&-])(?=[A-Za-z0-9+/]*\d)(?=[A-Za-z0-9+/]*[a-z])(?=[A-Za-z0-9+/]*[A-Z])[A-Za-z0-9+/]{48,}={0,2}/;

/** The text as the patterns look at it: lower case, no accent, apostrophes as spaces, lines kept. */
const looked = (text: string): string =>
  fold(text)
    .replace(/[’'ʼ`´]/g, ' ')
    .replace(/[^\S\n]+/g, ' ');

/** True when a text holds a sentence that speaks to an assistant. */
export function isAddressed(text: string): boolean {
  const words = looked(text);
  return CODED.test(text) || ADDRESSED.some((pattern) => pattern.test(words));
}
