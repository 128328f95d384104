import type { Campaign, ExpectedPiece } from '@/knowledge/campaigns/campaign';
import { broken, demand, met, need, needTold, ofCampaign, pieceBasis, type Rule, toldIn } from './define';
import {
  essmsLabel,
  essmsOf,
  mayDoComfort,
  missingHours,
  ofDossier,
  ofOrganisme,
  organismeLabel,
} from './facts';
import { listed } from './french';

/** Pieces due in every dossier, whatever is in it. */
const expectedPieces = ({ pieces: all }: Campaign): ExpectedPiece[] =>
  all.filter(({ status }) => status === 'required' || status === 'template');

/** The pieces the call demands or gives a template for are in the dossier. */
const pieces: Rule = {
  id: 'pieces',
  title: 'Pièces du dossier',
  about: 'dossier',
  severity: 'a-verifier',
  fields: [],
  source: (campaign) => {
    const [first] = expectedPieces(campaign);
    return first ? pieceBasis(campaign, first) : toldIn(campaign, campaign.piecesList);
  },
  check(dossier, { campaign }) {
    const expected = expectedPieces(campaign);
    if (expected.length === 0) {
      needTold(campaign.piecesList, ofCampaign('piecesList', 'liste des pièces à joindre'));
      return null;
    }
    const presence = expected.map(({ id, label }) => ({
      label,
      present: dossier.pieces.find((piece) => piece.id === id)?.present ?? null,
    }));
    const absent = presence.filter(({ present }) => present === false).map(({ label }) => label);
    if (absent.length > 0) return broken(`Manque\u202f: ${listed(absent, 6)}. Préparez et joignez.`);
    demand(
      presence
        .filter(({ present }) => present === null)
        .map(({ label }) => ofDossier(dossier, 'pieces', label)),
    );
    return met(
      `Prêt\u202f: ${listed(
        expected.map(({ label }) => label),
        6,
      )}.`,
    );
  },
};

/** For each home service, a document gives the share of essential aid and of comfort. */
const comfortPiece: Rule = {
  id: 'comfort-piece',
  title: 'Répartition de la part de confort',
  about: 'dossier',
  severity: 'bloquant',
  fields: [],
  source: (campaign) => {
    const piece = campaign.pieces.find(({ id }) => id === 'comfort-share');
    return piece && pieceBasis(campaign, piece);
  },
  check(dossier, { facts }) {
    const concerned = essmsOf(dossier, facts).filter(mayDoComfort);
    if (concerned.length === 0) return null;
    const piece = dossier.pieces.find(({ id }) => id === 'comfort-share');
    const names = (some: typeof concerned) => listed(some.map(essmsLabel));
    if (need(piece?.present, ofDossier(dossier, 'pieces', 'répartition aide essentielle et confort')))
      return met(`Répartition prête (${names(concerned)}).`);
    const known = concerned.filter(({ hours }) => hours.eligible !== null && hours.total !== null);
    if (known.length === 0) demand(concerned.flatMap(missingHours));
    return broken(`Répartition à joindre pour chaque service à domicile mixte\u202f: ${names(known)}.`);
  },
};

/** The written agreement of the national entity is joined as soon as one of the members has such an entity. */
const agreementPiece: Rule = {
  id: 'national-agreement-piece',
  title: 'Accord de l’entité nationale, joint au dossier',
  about: 'dossier',
  severity: 'bloquant',
  fields: ['porteur.nationalAgreement', 'project.nationalEntity'],
  source: (campaign) => {
    const piece = campaign.pieces.find(({ id }) => id === 'national-agreement');
    return piece && pieceBasis(campaign, piece);
  },
  check(dossier, { profile, facts }) {
    const ids = new Set([profile.porteurId, ...essmsOf(dossier, facts).map((one) => one.organismeId)]);
    const members = [...ids].flatMap((id) => facts.organismeById.get(id) ?? []);
    const concerned = members.filter(({ nationalEntity }) => nationalEntity.affiliated !== false);
    if (concerned.length === 0) return null;
    const piece = dossier.pieces.find(({ id }) => id === 'national-agreement');
    const known = concerned.filter(({ nationalEntity }) => nationalEntity.affiliated === true);
    if (known.length === 0)
      demand(concerned.map((one) => ofOrganisme(one, 'nationalEntity.affiliated', 'rattachement national')));
    const names = listed(known.map(organismeLabel));
    return need(piece?.present, ofDossier(dossier, 'pieces', 'accord écrit de l’entité nationale'))
      ? met(`Accord prêt (${names}).`)
      : broken(`Accord écrit à joindre pour\u202f: ${names}.`);
  },
};

export const pieceRules: Rule[] = [pieces, comfortPiece, agreementPiece];
