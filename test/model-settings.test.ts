import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Spoken } from '@/knowledge/answers/model/speaker';
import { checkAddress } from '@/utils/assistant/address';
import { BuiltInSpeaker, builtInTrouble } from '@/utils/assistant/built-in';
import { PROVIDERS } from '@/utils/assistant/providers';
import {
  agree,
  forgetAssistant,
  getAssistant,
  keyState,
  readKey,
  saveAssistant,
  saveKey,
} from '@/utils/assistant/settings';
import { run } from '@/utils/connection';

beforeEach(forgetAssistant);

const stored = async (): Promise<string> => JSON.stringify(await run((db) => db.getAll('assistant')));

describe('addresses', () => {
  test('of every service named are accepted as they are', () => {
    for (const { address } of PROVIDERS.filter((one) => one.address !== ''))
      expect(checkAddress(address)).toMatchObject({ ok: true, address });
  });

  test.each([
    ['https://ia.exemple.test/v1/', 'https://ia.exemple.test/v1', 'https://ia.exemple.test/*'],
    [
      '  https://ia.exemple.test:8443/v1/chat/completions ',
      'https://ia.exemple.test:8443/v1',
      'https://ia.exemple.test/*',
    ],
    ['http://127.0.0.1:1234', 'http://127.0.0.1:1234', 'http://127.0.0.1/*'],
  ])('%s', (typed, address, match) => {
    expect(checkAddress(typed)).toMatchObject({ ok: true, address, match });
  });

  test.each([
    ['', 'adresse complète'],
    ['api.exemple.test', 'adresse complète'],
    ['http://api.exemple.test/v1', 'https'],
    ['http://localhost.exemple.test/v1', 'https'],
    ['javascript:alert(1)', 'https'],
    ['file:///etc/passwd', 'https'],
    ['https://moi:secret@exemple.test/v1', 'mot de passe'],
    ['https://exemple.test/v1?cle=1', '\u00A0?\u00A0'],
    ['https://exemple.test/v1#x', '\u00A0?\u00A0'],
  ])('%s is refused', (typed, words) => {
    const checked = checkAddress(typed);
    expect(checked.ok ? '' : checked.reason).toContain(words);
  });
});

describe('what is kept', () => {
  test('is off when there is nothing, or nothing that can be read', async () => {
    expect(await getAssistant()).toMatchObject({ on: false, grappe: false, agreed: '' });
    await run((db) => db.put('assistant', { on: 'oui', provider: 'martien', grappe: 3 }, 'settings'));
    expect(await getAssistant()).toMatchObject({ on: false, grappe: false });
    await run((db) => db.put('assistant', 'rien', 'settings'));
    await expect(getAssistant()).resolves.toMatchObject({ on: false });
    await run((db) => db.put('assistant', { kind: 'plain', value: 12 }, 'key'));
    expect([await keyState(), await readKey()]).toEqual(['none', '']);
  });

  test('a change leaves the rest, and the agreement too', async () => {
    await saveAssistant({ on: true, provider: 'ollama', model: 'petit' });
    await agree('ollama petit');
    await saveAssistant({ grappe: true });
    expect(await getAssistant()).toMatchObject({
      on: true,
      provider: 'ollama',
      model: 'petit',
      grappe: true,
      agreed: 'ollama petit',
    });
  });

  test('a key locked by a phrase is nowhere in the store, and opens with it alone', async () => {
    await saveKey('cle-inventee', '');
    expect([await keyState(), await readKey()]).toEqual(['plain', 'cle-inventee']);
    await saveKey('cle-inventee', 'quatre mots sans rapport');
    expect(await keyState()).toBe('locked');
    expect(await stored()).not.toContain('cle-inventee');
    expect(await readKey('quatre mots sans rapport')).toBe('cle-inventee');
    await expect(readKey('une autre phrase')).rejects.toThrow('n’ouvre pas la clé');
  });

  test('goes whole when it is erased', async () => {
    await saveAssistant({ on: true });
    await saveKey('cle-inventee', '');
    await forgetAssistant();
    expect(await stored()).toBe('[]');
  });
});

describe('the model of the browser', () => {
  /** An invented browser whose model says these pieces. */
  const withModel = (state: string, pieces: string[] = []) => {
    let destroyed = 0;
    Object.assign(globalThis, {
      LanguageModel: {
        availability: async () => state,
        create: async () => ({
          promptStreaming: () =>
            new ReadableStream<string>({
              start(controller) {
                for (const piece of pieces) controller.enqueue(piece);
                controller.close();
              },
            }),
          destroy: () => {
            destroyed += 1;
          },
        }),
      },
    });
    return () => destroyed;
  };
  const listen = async (): Promise<Spoken[]> => {
    const said: Spoken[] = [];
    const speaker = new BuiltInSpeaker();
    for await (const one of speaker.speak(
      [{ role: 'user', content: 'Bonjour' }],
      [],
      new AbortController().signal,
    ))
      said.push(one);
    return said;
  };

  test.each([
    ['', 'n’a pas de modèle'],
    ['unavailable', 'ne peut pas servir'],
    ['downloadable', 'pas encore téléchargé'],
    ['downloading', 'pas encore téléchargé'],
  ])('that is « %s » says why it cannot be asked', async (state, words) => {
    if (state === '') Reflect.deleteProperty(globalThis, 'LanguageModel');
    else withModel(state);
    expect(await builtInTrouble()).toContain(words);
    await expect(listen()).rejects.toThrow(words);
  });

  test('that is there speaks, and its session is ended', async () => {
    const destroyed = withModel('available', ['Bon', 'jour']);
    expect(await builtInTrouble()).toBe('');
    expect(await listen()).toEqual([{ text: 'Bon' }, { text: 'jour' }, { end: 'stop', calls: [] }]);
    expect(destroyed()).toBe(1);
  });
});
