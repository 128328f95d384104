import ICAL from 'ical.js';
import { describe, expect, test } from 'vitest';
import { campaignById, campaigns } from '@/knowledge/campaigns';
import { type AgendaEvent, agendaOf, noticesOf } from '@/knowledge/campaigns/agenda';
import type { Campaign } from '@/knowledge/campaigns/campaign';
import { deadlinesOf } from '@/knowledge/campaigns/deadlines';
import { hourAt, instantOf } from '@/knowledge/campaigns/instants';
import { sampleGrappe } from '@/knowledge/profile/sample';
import { icsOf } from '@/utils/calendar';

const campaignOf = (id: string): Campaign => {
  const campaign = campaignById(id);
  if (!campaign) throw new Error(`no campaign ${id}`);
  return campaign;
};
const paca = campaignOf('paca-2023');
const NOW = instantOf('2023-02-01', '10:00');
/** Invented days of a project. */
const PROJECT = { startDate: '2024-01-08', endDate: '2025-06-30' };

const eventsOf = (
  campaign: Campaign,
  now: number,
  project: typeof PROJECT | null = null,
  regions: string[] = [],
): AgendaEvent[] => {
  const [scope] = campaign.scopes;
  const whom = { scopes: scope ? [scope] : [], regions, firstRequest: true };
  return agendaOf({ campaign, deadlines: deadlinesOf(campaign, { whom, now }), project, now });
};

/** The file read back by another library than the one that wrote it. */
const readBack = (ics: string) =>
  new ICAL.Component(ICAL.parse(ics)).getAllSubcomponents('vevent').map((component) => {
    const event = new ICAL.Event(component);
    const { startDate, endDate } = event;
    return {
      uid: event.uid,
      title: event.summary,
      description: event.description,
      allDay: startDate.isDate,
      start: startDate.isDate ? startDate.toString() : startDate.toJSDate().getTime(),
      end: endDate.isDate ? endDate.toString() : endDate.toJSDate().getTime(),
      sequence: event.sequence,
      /** Seconds from the start. */
      alarms: component.getAllSubcomponents('valarm').map((alarm) => {
        const trigger = alarm.getFirstPropertyValue('trigger');
        return trigger instanceof ICAL.Duration ? trigger.toSeconds() : null;
      }),
    };
  });

describe('what goes into an agenda', () => {
  test('the dates of the grappe still to come, the retro-planning, the days of the project', () => {
    expect(eventsOf(paca, NOW, PROJECT).map(({ title, when }) => [title.replace(/\s/g, ' '), when])).toEqual([
      ['Fin de la première sélection régionale (sans fermer le dépôt)', { day: '2023-04-27' }],
      [
        'Clôture : dépôt régional',
        { start: instantOf('2023-09-15', '23:00'), end: instantOf('2023-09-15', '24:00') },
      ],
      ['Grappe figée', { day: '2023-07-17' }],
      ['Accords écrits', { day: '2023-08-01' }],
      ['Pièces réunies', { day: '2023-08-16' }],
      ['Budget équilibré', { day: '2023-08-25' }],
      ['Saisie dans GALIS finie', { day: '2023-09-01' }],
      ['Relecture', { day: '2023-09-08' }],
      ['Dépôt la veille', { day: '2023-09-14' }],
      ['Début du projet', { day: '2024-01-08' }],
      ['Fin du projet', { day: '2025-06-30' }],
    ]);
  });

  test('nothing that is past', () => {
    const titles = eventsOf(paca, instantOf('2023-09-10', '10:00'), PROJECT).map(({ title }) => title);
    expect(titles.slice(1)).toEqual(['Dépôt la veille', 'Début du projet', 'Fin du projet']);
    expect(eventsOf(paca, instantOf('2025-07-01', '00:00'), PROJECT)).toEqual([]);
    expect(eventsOf(paca, NOW, { startDate: '', endDate: '' }).some(({ id }) => id.includes('project'))).toBe(
      false,
    );
  });

  test('a closing whose hour was not found is a whole day that says so', () => {
    const [closing] = eventsOf(campaignOf('national-2022'), instantOf('2022-05-20', '00:00'));
    expect(closing?.when).toEqual({ day: '2022-07-18' });
    expect(closing?.description).toContain('Heure de clôture non trouvée');
  });

  test('the hour overseas is written beside that of Paris', () => {
    const closing = eventsOf(paca, NOW, null, ['01', '04']).find(({ title }) => title.startsWith('Clôture'));
    const text = closing?.description.replace(/\s/g, ' ');
    expect(text).toContain('Clôture à minuit (fin de la journée), heure de Paris.');
    expect(text).toContain('en Guadeloupe : le 15 septembre 2023 à 18 h');
    expect(text).toContain('à La Réunion : le 16 septembre 2023 à 2 h');
  });

  test('the payments are told with their triggers, and never dated by us', () => {
    const end = eventsOf(paca, NOW, PROJECT).at(-1);
    for (const { share, when } of paca.payments.value ?? [])
      expect(end?.description.replace(/\s/g, ' ')).toContain(`${Math.round(share * 100)} % ${when}`);
    const untold = { ...paca, payments: { ...campaignOf('regional-2022').payments }, rates: [] };
    expect(eventsOf(untold, NOW, PROJECT).at(-1)?.description).toContain('ne les disent pas');
  });

  test('no event tells anything of the grappe', () => {
    const { name, organismes, essms, porteurId } = sampleGrappe();
    const own = [name, porteurId, ...organismes.flatMap((one) => [one.raisonSociale, one.siren, one.siret])];
    const words = [...own, ...essms.flatMap((one) => [one.name, one.finess])].filter((word) => word !== '');
    const text = icsOf(eventsOf(paca, NOW, PROJECT), NOW);
    expect(words.length).toBeGreaterThan(20);
    expect(words.filter((word) => text.includes(word))).toEqual([]);
  });
});

describe('the .ics file', () => {
  test('read back by another library, holds the same events', () => {
    const events = eventsOf(paca, NOW, PROJECT, ['01']);
    const read = readBack(icsOf(events, NOW));
    expect(read.map(({ title, description }) => [title, description])).toEqual(
      events.map(({ title, description }) => [title, description]),
    );
    const closing = read.find(({ title }) => title.startsWith('Clôture'));
    expect(closing).toMatchObject({
      allDay: false,
      start: Date.parse('2023-09-15T21:00:00Z'),
      end: Date.parse('2023-09-15T22:00:00Z'),
    });
    expect(read.find(({ title }) => title === 'Relecture')).toMatchObject({
      allDay: true,
      start: '2023-09-08',
      end: '2023-09-09',
    });
  });

  test('of every campaign can be read back on every opening', () => {
    for (const campaign of campaigns) {
      const opens = campaign.windows.flatMap((window) => window.opens.value ?? []).toSorted()[0];
      const now = instantOf(opens ?? `${campaign.year}-01-01`, '08:00');
      const events = eventsOf(campaign, now, PROJECT);
      expect(readBack(icsOf(events, now)).map(({ title }) => title)).toEqual(
        events.map(({ title }) => title),
      );
    }
  });

  test('reminds at nine in the morning, on the day and the days before', () => {
    const read = readBack(icsOf(eventsOf(paca, NOW), NOW));
    const closing = read.find(({ title }) => title.startsWith('Clôture'));
    const rings = (closing?.alarms ?? []).map((seconds) => Number(closing?.start) + Number(seconds) * 1000);
    expect(rings).toEqual([instantOf('2023-09-12', '09:00'), instantOf('2023-09-15', '09:00')]);
    expect(rings.map((ring) => hourAt(ring))).toEqual(['09:00', '09:00']);
    expect(read.find(({ title }) => title === 'Relecture')?.alarms).toEqual([9 * 3600]);
  });

  test('imported twice, is the same events: one identifier each, a later version known as such', () => {
    const [first, second] = [NOW, instantOf('2023-02-03', '10:00')].map((now) =>
      readBack(icsOf(eventsOf(paca, now, PROJECT), now)),
    );
    expect(new Set(first?.map(({ uid }) => uid)).size).toBe(first?.length);
    expect(second?.map(({ uid }) => uid)).toEqual(first?.map(({ uid }) => uid));
    expect(second?.every(({ sequence }, rank) => sequence > Number(first?.[rank]?.sequence))).toBe(true);
  });

  test('is made of lines of 75 octets at most that end as the standard says', () => {
    const lines = icsOf(eventsOf(paca, NOW, PROJECT), NOW).split('\r\n');
    expect(lines.some((line) => line.includes('\n'))).toBe(false);
    expect(Math.max(...lines.map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
    expect([lines[0], lines.filter((line) => line !== '').at(-1)]).toEqual([
      'BEGIN:VCALENDAR',
      'END:VCALENDAR',
    ]);
  });
});

describe('the notices of the browser', () => {
  const notices = noticesOf(paca, eventsOf(paca, NOW), NOW);
  test('come in order, in the morning of Paris, in words that stay true when shown late', () => {
    expect(notices.map(({ at }) => at)).toEqual(notices.map(({ at }) => at).toSorted((a, b) => a - b));
    expect(new Set(notices.map(({ at }) => hourAt(at)))).toEqual(new Set(['09:00']));
    expect(notices.map(({ title }) => title.replace(/\s/g, ' '))).toEqual([
      ...Array(2).fill('Fin de la première sélection régionale (sans fermer le dépôt), le 27 avril 2023'),
      'Grappe figée, le 17 juillet 2023',
      'Accords écrits, le 1er août 2023',
      'Pièces réunies, le 16 août 2023',
      'Budget équilibré, le 25 août 2023',
      'Saisie dans GALIS finie, le 1er septembre 2023',
      'Relecture, le 8 septembre 2023',
      'Clôture : dépôt régional, le 15 septembre 2023',
      'Dépôt la veille, le 14 septembre 2023',
      'Clôture : dépôt régional, le 15 septembre 2023',
    ]);
  });
  test('have each their own name, those of one event know each other', () => {
    expect(new Set(notices.map(({ id }) => id)).size).toBe(notices.length);
    expect(notices.filter(({ event }) => event === notices.at(-1)?.event)).toHaveLength(2);
  });
  test('say nothing a user typed: neither the title nor the periods of her own call', () => {
    const own: Campaign = {
      ...paca,
      personal: true,
      title: 'Appel de Mme Inventée',
      windows: paca.windows.map((window) => ({ ...window, label: 'Chez Mme Inventée' })),
    };
    const shown = noticesOf(own, eventsOf(own, NOW), NOW);
    expect(shown.length).toBe(notices.length);
    expect(JSON.stringify(shown.map(({ title, message }) => [title, message]))).not.toContain('Inventée');
  });
  test('leave out what is past', () => {
    expect(noticesOf(paca, eventsOf(paca, NOW), instantOf('2023-09-15', '10:00'))).toEqual([]);
  });
});
