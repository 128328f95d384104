import { expect, it } from 'vitest';
import { campaigns } from '@/knowledge/campaigns';
import { type AgendaEvent, agendaOf, noticesOf, secondsBefore } from '@/knowledge/campaigns/agenda';
import type { Campaign } from '@/knowledge/campaigns/campaign';
import { campaignState, type Deadline, deadlinesOf, type Whom } from '@/knowledge/campaigns/deadlines';
import { addDays, instantOf } from '@/knowledge/campaigns/instants';
import { timelineOf } from '@/knowledge/campaigns/timeline';
import { deadlineCases } from './cases/build';
import { PREFACE } from './cases/words';

/** Everything the calendar says at the moments of the cases, and the agenda made a month before each call. */

/** Grappes of Guadeloupe, of La Réunion and of the mainland, of each scope of the call. */
const EVERYBODY = (campaign: Campaign): Whom => ({
  scopes: campaign.scopes,
  regions: ['01', '04', '93'],
  firstRequest: null,
});

/** Invented days of a project. */
const PROJECT = { startDate: '2031-01-08', endDate: '2032-06-30' };

/** Calls whose agenda is written in full: a gap in the hours, several selections, a call of every région. */
const AGENDAS = ['amorcage-2021-1', 'paca-2023', 'generalisation-2025'];

const instant = (at: number | null): string => (at === null ? 'inconnu' : new Date(at).toISOString());

const deadlineWords = ({ id, kind, label, whose, hour, local, at, state, soon, words }: Deadline): string =>
  `- ${label} (\`${id}\`, ${kind}, ${whose}, ${state}${soon ? ', bientôt' : ''}, ${hour}, ${instant(at)}) : ${words}${local.map((one) => ` ; ${one.hour} ${one.place} le ${one.day}`).join('')}`;

/** One event with its reminders, its text on one line. */
const eventWords = (event: AgendaEvent): string => {
  const { id, title, description, when, reminders } = event;
  const day = 'day' in when ? when.day : `${instant(when.start)} → ${instant(when.end)}`;
  const rings = reminders.map((days) => `${days} j (${secondsBefore(event, days)} s)`).join(', ');
  return `- ${title} (\`${id}\`, ${day}) : ${description.replaceAll('\n', ' / ')} → rappels ${rings}`;
};

function momentWords(campaign: Campaign, moment: string): string[] {
  const [day = '', hour = '00:00'] = moment.split(' ');
  const now = instantOf(day, hour);
  const { state, words } = campaignState(campaign, now);
  return [
    '',
    `Le ${moment} : ${words} (${state})`,
    '',
    ...deadlinesOf(campaign, { whom: EVERYBODY(campaign), now }).map(deadlineWords),
  ];
}

function agendaWords(campaign: Campaign): string[] {
  const [first] = campaign.windows.flatMap(({ opens, closes }) => opens.value ?? closes.value ?? []);
  const now = instantOf(addDays(first ?? `${campaign.year}-06-01`, -30), '08:00');
  const deadlines = deadlinesOf(campaign, { whom: EVERYBODY(campaign), now });
  const events = agendaOf({ campaign, deadlines, project: PROJECT, now });
  const notices = noticesOf(campaign, events, now);
  const { bars, undrawn } = timelineOf(campaign, now);
  return [
    '',
    `Agenda du ${instant(now)}`,
    '',
    ...events.map(eventWords),
    ...notices.map(
      ({ id, event, at, title, message }) => `- ${instant(at)} : ${title}. ${message}. \`${id}\` ${event}`,
    ),
    ...bars.map(
      ({ label, from, to, past }) => `- ${label} : de ${from.toFixed(4)} à ${to.toFixed(4)}, ${past}`,
    ),
    ...undrawn.map((label) => `- ${label} : non tracé`),
  ];
}

it('the calendar says what `cases/words/calendar.md` holds, and nothing else', async () => {
  const chapters = campaigns.flatMap((campaign) => {
    const own = deadlineCases.filter((one) => one.campaign === campaign.id);
    const moments = new Set(own.map(({ date, time }) => (time ? `${date} ${time}` : date)));
    return [
      '',
      `## ${campaign.title}`,
      ...[...moments].toSorted().flatMap((moment) => momentWords(campaign, moment)),
      ...(AGENDAS.includes(campaign.id) ? agendaWords(campaign) : []),
    ];
  });
  const words = ['# Ce que dit le calendrier', '', PREFACE, ...chapters, ''].join('\n');
  await expect(words).toMatchFileSnapshot('cases/words/calendar.md');
});
