import { Household } from '../../people/household.entity.ts';
import { Residence } from '../../people/residence.entity.ts';
import { later } from '../language/expression.ts';
import { indicator } from '../language/indicator.ts';
import { count } from '../language/measure.ts';
import { stockSource } from '../language/source.ts';

const mapped = { entity: Residence, schema: Residence.schema };

const living = stockSource('residence.living', mapped, r => ({ whose: r.residentId, place: r.placeId, from: r.livesFrom, to: r.livesTo }));

/** From the 60th birthday on, or from arrival when that is later. */
const seniors = stockSource('residence.senior', mapped, r => ({
  whose: r.residentId,
  place: r.placeId,
  from: later(r.livesFrom, r.birthDate.plusYears(60)),
  to: r.livesTo,
}));

/** 居住人口. Residents living there; the population of every rate per resident. */
export const residents = count('population.residents', living);

/** 流动人口. Residents living there whose standing is FLOATING. */
export const floatingResidents = count('population.floating', living, r => r.standing.is('FLOATING'));

/** 孤寡老人. Residents aged 60 and over who were without kin. */
export const noKinSeniors = count('population.no_kin_seniors', seniors, r => r.noKin);
/** 老年人口. Residents aged 60 and over living there; the population of every rate per senior. */
export const seniorResidents = count('population.seniors', seniors);

const kept = stockSource('household.kept', { entity: Household, schema: Household.schema }, h => ({
  whose: h.id,
  place: h.placeId,
  from: h.recordedAt.day(),
  to: h.dissolvedAt.day(),
}));

/** 在册户数. Households in the register; the population of every rate per household. */
export const households = count('population.households', kept);

const POPULATION = { zh: '居住在本地的居民', en: 'residents living there' };
const ATTRIBUTION = { zh: '期末在住', en: 'living there at the end of the period' };

/** 老年人口占比. Residents aged 60 and over ÷ residents living there. Source: docs/indicators. */
export const seniorShare = indicator('population.senior_share', {
  title: { zh: '老年人口占比', en: 'Share aged 60 and over' },
  unit: 'RATIO',
  better: 'NEITHER',
  varies: 'PROPORTION',
  numerator: seniorResidents,
  denominator: residents,
  population: POPULATION,
  across: { zh: '同一批居民中已满60岁者', en: 'those of the same residents who have turned 60' },
  attribution: ATTRIBUTION,
  minimumN: 10,
  periods: ['MONTH', 'QUARTER', 'YEAR', 'CUMULATIVE'],
  source: 'Register; 60+ as in the Law on Protection of the Rights and Interests of the Elderly',
  version: 2,
});

/** 流动人口占比. Floating residents ÷ residents living there. Source: docs/indicators. */
export const floatingShare = indicator('population.floating_share', {
  title: { zh: '流动人口占比', en: 'Share of floating population' },
  unit: 'RATIO',
  better: 'NEITHER',
  varies: 'PROPORTION',
  numerator: floatingResidents,
  denominator: residents,
  population: POPULATION,
  attribution: ATTRIBUTION,
  minimumN: 10,
  periods: ['MONTH', 'QUARTER', 'YEAR', 'CUMULATIVE'],
  source: 'Register',
  version: 2,
});
