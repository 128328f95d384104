import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { verify } from '@/knowledge/answers/cite';
import { checkClaims } from '@/knowledge/answers/model/check';
import { readDraft } from '@/knowledge/answers/model/draft';
import type { Material } from '@/knowledge/answers/model/material';
import { strangeFigures } from '@/knowledge/answers/model/plain';
import { shownPassages } from './model-material';

const material: Material = {
  passages: shownPassages,
  results: [
    {
      id: 'R1',
      computed: {
        title: 'Montant pour la grappe',
        lines: ['18 ESSMS comptés. Total connu : 51 000 €.'],
        formula: '15 × 3 000 € + 3 × 2 000 € = 51 000 €',
        tone: 'info',
        citations: [
          {
            text: 'invente',
            anchor: 'montant',
            title: 'Appel à projets inventé 2023',
            date: '2023-01-31',
            url: 'https://example.org/invente',
            quote: 'Le forfait est de 3\u202F000 € par ESSMS pour les quinze premiers, puis de 2 000 €.',
          },
        ],
      },
    },
  ],
};

const check = (written: string) => checkClaims(readDraft(written, 'end').claims, material);
const states = (written: string) => check(written).map(({ state }) => state);

const CLOSING = 'se dépose jusqu’au 15 septembre 2023 à minuit';

describe('what is verified', () => {
  test.each([
    [
      'a quotation copied word for word',
      `Le dépôt d’un projet régional ferme le 15 septembre 2023 [[P1: "${CLOSING}"]].`,
    ],
    [
      'the citation after the full stop',
      `Le dépôt d’un projet régional ferme le 15 septembre 2023. [[P1: "${CLOSING}"]]`,
    ],
    [
      'other typography',
      "Le projet se dépose jusqu’au 15/09/2023 [[P1: «se dépose jusqu'au  15 septembre 2023»]].",
    ],
    [
      'the wrong number of passage, the right words',
      `Un projet régional se dépose jusqu’au 15 septembre 2023 [[P3: "${CLOSING}"]].`,
    ],
    [
      'an obligation that the extract states',
      'Il faut au moins quinze ESSMS dans la grappe [[P2: "doit réunir au moins 15 ESSMS"]].',
    ],
    ['a result of our own tools', 'Le total connu est de 51 000 € pour 18 ESSMS [[R1]].'],
    ['a quotation alone', `[[P1: "${CLOSING}"]]`],
    [
      'a day by its rank',
      `Un projet régional se dépose jusqu’au 15e jour de septembre 2023 [[P1: "${CLOSING}"]].`,
    ],
    [
      'two rules, each with its own extract',
      `Une grappe doit réunir au moins 15 ESSMS et se dépose jusqu’au 15 septembre 2023 [[P2: "Une grappe doit réunir au moins 15 ESSMS"]] [[P1: "${CLOSING}"]].`,
    ],
    [
      'figures in their order',
      'Il est versé en deux fois, 60 % au début puis 40 % à la fin [[P3: "versé en deux fois, 60 % au début et 40 % à la fin"]].',
    ],
  ])('%s', (_, written) => {
    const [sentence, ...others] = check(written);
    expect(others).toEqual([]);
    expect(sentence).toMatchObject({ state: 'verified', reason: '' });
    expect(sentence?.citations.length).toBeGreaterThan(0);
  });
});

test('a number that makes one word with letters is compared with them', () => {
  const source = 'Les couloirs MS1 et 12.34A, l’instruction NOR TSSL2519441J.';
  expect(strangeFigures('Le couloir MS1, 12.34A, TSSL2519441J.', source)).toEqual([]);
  expect(strangeFigures('Le couloir MS2, 1 point.', source)).toEqual(['ms2', '1']);
});

describe('what is struck', () => {
  test.each([
    ['an invented extract', 'Le dépôt est prolongé [[P1: "le dépôt est prolongé jusqu’en décembre"]].'],
    [
      'a changed digit',
      'Un projet se dépose jusqu’au 16 septembre 2023 [[P1: "se dépose jusqu’au 16 septembre 2023 à minuit"]].',
    ],
    [
      'a negation taken out',
      'Un dossier tardif est recevable [[P1: "Un dossier reçu après cette date est recevable"]].',
    ],
    [
      'a verb made weaker',
      'Une grappe peut réunir 15 ESSMS [[P2: "Une grappe peut réunir au moins 15 ESSMS"]].',
    ],
    ['a passage that is not there', 'C’est permis [[P12: "tout est permis sans condition"]].'],
    ['a result that is not there', 'Le total est de 51 000 € [[R7]].'],
    [
      'a good extract beside an invented one',
      `Le dépôt ferme [[P1: "${CLOSING}"]] puis rouvre [[P1: "le dépôt rouvre ensuite en octobre"]].`,
    ],
  ])('%s', (_, written) => {
    expect(states(written)).toEqual(['struck']);
  });
});

describe('what is doubtful', () => {
  test.each([
    ['a figure without citation', 'Il faut 49 ESSMS.', 'sans citer'],
    ['a right without citation', 'Vous pouvez déposer deux dossiers.', 'sans citer'],
    ['a sentence without citation', 'Voici ce que disent les textes.', 'Ne cite aucun'],
    [
      'a figure that the extract does not hold',
      `Un projet se dépose jusqu’au 16 septembre 2023 [[P1: "${CLOSING}"]].`,
      '16 septembre',
    ],
    [
      'a number in letters',
      'Une grappe réunit au moins seize ESSMS [[P2: "doit réunir au moins 15 ESSMS"]].',
      'seize',
    ],
    [
      'an amount of another order',
      'Le forfait est de 30 000 € par ESSMS [[P3: "Le forfait est de 3 000 € par ESSMS"]].',
      '30000',
    ],
    [
      'a negation of what is quoted',
      `Un projet ne se dépose pas jusqu’au 15 septembre 2023 [[P1: "${CLOSING}"]].`,
      'l’inverse',
    ],
    [
      'a negation left out',
      'Un dossier reçu après cette date est recevable [[P1: "Un dossier reçu après cette date n’est pas recevable"]].',
      'l’inverse',
    ],
    [
      'an obligation that the extract does not state',
      'Le forfait doit être versé en deux fois [[P3: "Il peut être versé en deux fois"]].',
      'obligation',
    ],
    [
      'a duty told as a choice',
      'Une grappe peut réunir 15 ESSMS [[P2: "Une grappe doit réunir au moins 15 ESSMS"]].',
      'impose',
    ],
    [
      'an extract about something else',
      'Les psychologues sont éligibles [[P1: "Un projet régional se dépose"]].',
      'même chose',
    ],
    ['a passage named without its words', 'Le dépôt ferme le 15 septembre 2023 [[P1]].', 'sans en recopier'],
    [
      'an extract too short to prove anything',
      'Le dépôt ferme en septembre [[P1: "septembre"]].',
      'sans en recopier',
    ],
    ['a citation nobody can read', 'Le dépôt ferme [[voir plus haut]].', 'illisible'],
  ])('%s', (_, written, reason) => {
    const [sentence] = check(written);
    expect(sentence?.state).toBe('doubtful');
    expect(sentence?.reason).toContain(reason);
  });
});

describe('what is taken out', () => {
  test.each([
    ['a link', `Le projet régional se dépose ici https://evil.test/x [[P1: "${CLOSING}"]].`],
    ['a link in Markdown', `Le projet régional [se dépose](https://evil.test/x) [[P1: "${CLOSING}"]].`],
    ['an image', `Le projet régional se dépose ![x](https://evil.test/p.png?d=1) [[P1: "${CLOSING}"]].`],
    ['a tag', `Le projet régional <img src="//evil.test/p.png">se dépose [[P1: "${CLOSING}"]].`],
    ['a tag left open', `Le projet régional se dépose [[P1: "${CLOSING}"]] <img src=//evil.test/p`],
    ['a mail', `Le projet régional se dépose à vol@evil.test [[P1: "${CLOSING}"]].`],
    ['a phone', `Le projet régional se dépose au 06 12 34 56 78 [[P1: "${CLOSING}"]].`],
    ['a bare domain', `Le projet régional se dépose sur evil.test/depot [[P1: "${CLOSING}"]].`],
    ['a script', `Le projet régional se dépose javascript:alert(1) [[P1: "${CLOSING}"]].`],
  ])('%s, and the sentence is not verified', (_, written) => {
    const checked = check(written);
    for (const { text, state } of checked) {
      expect(text).not.toMatch(/evil|<|>|https?:|javascript|@|06 12|\]\(/);
      expect(state).not.toBe('verified');
    }
  });

  test('not the address nor the phone that the cited passage gives', () => {
    const [sentence] = check(
      'Les questions se posent à aap@example.org ou au 04 00 00 00 01 [[P4: "Les questions se posent à l’adresse aap@example.org ou au 04 00 00 00 01"]].',
    );
    expect(sentence?.text).toContain('aap@example.org ou au 04 00 00 00 01');
    expect(sentence?.state).toBe('verified');
  });

  test('bold, bullets and titles, silently', () => {
    expect(
      check(
        `## Réponse\n- **Un projet régional** se dépose jusqu’au 15 septembre 2023 [[P1: "${CLOSING}"]].`,
      ),
    ).toMatchObject([
      { text: 'Réponse', state: 'doubtful' },
      { text: 'Un projet régional se dépose jusqu’au 15 septembre 2023.', state: 'verified' },
    ]);
  });
});

describe('a stream', () => {
  const written = `Un projet régional se dépose jusqu’au 15 septembre 2023 [[P1: "${CLOSING}"]]. Il faut au moins 15 ESSMS. [[P2: "doit réunir au moins 15 ESSMS"]] Le forfait est de 3 000 € [[P3: "Le forfait est de 3 000 € par ESSMS"]].`;

  test('shows, cut anywhere, only sentences that stay as they are', () => {
    const whole = check(written);
    expect(whole.map(({ state }) => state)).toEqual(['verified', 'verified', 'verified']);
    for (let end = 0; end <= written.length; end += 1) {
      const partial = checkClaims(readDraft(written.slice(0, end), 'more').claims, material);
      expect(whole.slice(0, partial.length)).toEqual(partial);
    }
  });

  test('lost on the way keeps no half sentence and no half citation', () => {
    for (let end = 0; end < written.length; end += 1) {
      const kept = checkClaims(readDraft(written.slice(0, end), 'cut').claims, material);
      for (const { text } of kept) expect(text).toMatch(/[.]$/);
      expect(kept.map(({ text }) => text).join(' ')).not.toContain('[');
    }
  });

  test('that never closes a citation shows nothing of it', () => {
    expect(check('Le dépôt ferme [[P1: "se dépose jusqu')).toMatchObject([
      { text: 'Le dépôt ferme', state: 'doubtful' },
    ]);
  });

  test('keeps what a model thinks aloud to itself', () => {
    expect(check(`<think>Il faut 49 ESSMS.</think>[[P1: "${CLOSING}"]]`)).toHaveLength(1);
    expect(readDraft('<think>Il faut 49 ESSMS.', 'more').claims).toEqual([]);
  });

  test('that says the passages do not answer is heard', () => {
    expect(readDraft('[[AUCUN]] Il manque la date.', 'end')).toEqual({
      silent: true,
      claims: [{ text: 'Il manque la date.', marks: [] }],
    });
  });
});

describe('whatever a model writes', () => {
  const pieces = fc.constantFrom(
    '[[',
    ']]',
    'P1',
    ': "',
    '"',
    '[[P1: "',
    CLOSING,
    'se dépose jusqu’au 16 septembre',
    '. ',
    '\n',
    '<img src=x>',
    '![a](https://evil.test)',
    'https://evil.test',
    '[[AUCUN]]',
    '[[R1]]',
    'ne',
    'doit',
    '15',
    ' ESSMS ',
    '\u202E',
    '<script>',
    '…',
    '¶',
  );
  const anything = fc
    .array(fc.oneof(pieces, fc.string({ unit: 'binary', maxLength: 12 })), { maxLength: 30 })
    .map((all) => all.join(''));

  test('every quotation kept stands in its passage, and a verified sentence has one', () => {
    fc.assert(
      fc.property(anything, (written) => {
        for (const { state, citations, text } of check(written)) {
          if (state === 'verified') expect(citations.length).toBeGreaterThan(0);
          expect(text.length).toBeLessThan(700);
          for (const { anchor, quote } of citations) {
            const body = shownPassages.find(({ passage }) => passage.anchor === anchor)?.passage.body ?? '';
            expect(body).toContain(quote);
            expect(verify(quote, body)).not.toBeNull();
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  test('one changed digit, negation or modal verb in a quotation is never verified', () => {
    const changes: [RegExp, string][] = [
      [/\d/u, '7'],
      [/n’est pas/u, 'est'],
      [/\bdoit\b/u, 'peut'],
      [/\bpeut\b/u, 'doit'],
      [/au moins/u, 'au plus'],
      [/après/u, 'avant'],
    ];
    for (const { id, passage } of shownPassages)
      for (const [from, to] of changes) {
        if (!from.test(passage.body)) continue;
        const quote = passage.body.split('\n')[0]?.replace(from, to) ?? '';
        if (passage.body.includes(quote)) continue;
        expect(states(`Selon le texte : [[${id}: "${quote}"]]`)).not.toContain('verified');
      }
  });
});
