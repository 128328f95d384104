import { describe, expect, it } from 'vitest';
import { categoryOf, finessCategories } from '@/knowledge/reference/finess-categories';
import {
  departementOf,
  departementOfPostcode,
  departements,
  regionOf,
  regions,
} from '@/knowledge/reference/territories';

describe('the FINESS categories', () => {
  it('are 91, each with its own code of three digits', () => {
    expect(finessCategories).toHaveLength(91);
    expect(new Set(finessCategories.map(({ code }) => code)).size).toBe(91);
    for (const { code } of finessCategories) expect(code).toMatch(/^\d{3}$/);
  });

  it.each([
    ['500', 'EHPAD', 'yes', '6°'],
    ['460', 'SAA', 'partial', '6° et 7°'],
    ['209', 'SAAS', 'partial', '6° et 7°'],
    ['640', 'SAADF', 'partial', '16°'],
    ['362', 'USLD', 'no', null],
    ['705', 'GEM', 'no', null],
    ['462', 'LVA', 'ask', 'III'],
    ['448', 'EAM', 'yes', '7°'],
  ])('%s is %s: %s, %s', (code, shortLabel, eligibility, l312) => {
    expect(categoryOf(code)).toMatchObject({ shortLabel, eligibility, l312 });
  });

  it('never guesses a code outside the table', () => {
    for (const code of ['427', '450', '', '5000', 'EHPAD']) expect(categoryOf(code)).toBeNull();
  });

  it('marks the categories closed for new sites, which existing sites keep', () => {
    const closed = finessCategories.filter(({ closedCategory }) => closedCategory).map(({ code }) => code);
    expect(closed.toSorted()).toEqual(['200', '208', '252', '253', '377', '379', '382', '437', '453']);
    expect(closed.every((code) => categoryOf(code)?.eligibility !== 'no')).toBe(true);
  });

  it('gives a field to every category that may be eligible, and none to the others', () => {
    for (const { code, fields, eligibility } of finessCategories)
      expect(fields.length > 0, code).toBe(eligibility !== 'no');
  });
});

describe('the territories', () => {
  it('are 101 départements in 18 régions', () => {
    expect(departements).toHaveLength(101);
    expect(new Set(departements.map(({ code }) => code)).size).toBe(101);
    expect(regions).toHaveLength(18);
    expect(regions.filter(({ island }) => island).map(({ code }) => code)).toEqual([
      '94',
      '01',
      '02',
      '03',
      '04',
      '06',
    ]);
  });

  it.each([
    ['13001', '13'],
    ['01000', '01'],
    ['20000', '2A'],
    ['20190', '2A'],
    ['20200', '2B'],
    ['20600', '2B'],
    ['97410', '974'],
    ['97600', '976'],
    ['75 008', '75'],
    ['99999', null],
    ['1300', null],
    ['', null],
  ])('postcode %s → %s', (postcode, code) => {
    expect(departementOfPostcode(postcode)).toBe(code);
  });

  it.each([
    ['13', 'Provence-Alpes-Côte d’Azur', false],
    ['2a', 'Corse', true],
    ['974', 'La Réunion', true],
    ['1', 'Auvergne-Rhône-Alpes', false],
  ])('département %s is in %s', (code, name, island) => {
    expect(regionOf(code)).toMatchObject({ name, island });
  });

  it('has no région for a code it does not know', () => {
    expect(regionOf('')).toBeNull();
    expect(departementOf('20')).toBeNull();
  });
});
