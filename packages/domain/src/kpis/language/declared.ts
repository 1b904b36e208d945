import type { Sight } from '../../access/sight.ts';
import { measuresOf, partsOf, PERIODS_OF, sidesOf } from '../engine/series.ts';
import { PERIOD_KINDS, type Indicator } from './indicator.ts';
import type { Additive, Distinct } from './measure.ts';
import type { Source } from './source.ts';

/**
 * Asked when a process starts: what a compiler cannot see of declarations.
 * @throws Error naming everything that is wrong, and why
 */
export function mustBeWellDeclared(indicators: readonly Indicator[], sights: readonly Sight[]): void {
  const wrong = [
    ...repeated(indicators.map(({ key }) => key)).map(key => `Two indicators are named ${key}.`),
    ...indicators.flatMap(indicator => [...unlabelled(indicator), ...misread(indicator)].map(problem => `${indicator.key} ${problem}.`)),
    ...measuresOf(indicators).flatMap(measure => nobody(measure).map(problem => `${measure.key} ${problem}.`)),
    ...sourcesOf(indicators).flatMap(source => unsaid(source, sights).map(problem => `${source.key} ${problem}.`)),
  ];
  if (wrong.length > 0) throw new Error(`Indicators are declared wrongly:\n${wrong.join('\n')}`);
}

/** What readers need is there, in both languages. */
function unlabelled({ title, population, attribution, exclusions, across, source, version, minimumN }: Indicator): string[] {
  const labels = { title, population, attribution, exclusions, across };
  return [
    ...Object.entries(labels).flatMap(([name, label]) => {
      const missing = label === undefined ? name !== 'exclusions' && name !== 'across' : !/\p{Script=Han}/u.test(label.zh) || !/[a-z]/i.test(label.en);
      return missing ? [`has no ${name} in Chinese and English`] : [];
    }),
    ...(source.trim() === '' ? ['does not say where its definition comes from'] : []),
    ...(Number.isInteger(version) && version > 0 ? [] : ['has no version']),
    ...(minimumN > 0 ? [] : ['does not say from which number on it may be judged']),
  ];
}

/** It can be read by its periods, and its two sides go together. */
function misread(indicator: Indicator): string[] {
  const { numerator, denominator, periods, across } = indicator;
  const distinct = partsOf(indicator).filter(part => part.kind === 'DISTINCT');
  const mixed = sidesOf(indicator).some(side => side.kind === 'TOTAL' && new Set(side.parts.map(({ source }) => source.kind)).size > 1);
  return [
    ...(periods.length > 0 && periods.every(period => PERIOD_KINDS.includes(period)) ? [] : ['does not say by which periods it is read']),
    ...distinct.flatMap(({ presence }) => periods.filter(period => !PERIODS_OF[presence].includes(period)).map(period => `cannot be read by ${period}: it counts ${presence}`)),
    ...(mixed ? ['adds up what is kept up to a moment and what happens in a period'] : []),
    ...((indicator.varies === 'MEAN') === (indicator.squares !== undefined) ? [] : ['is a mean without a sum of squares, or has one without being a mean']),
    ...(denominator && !across && recordsOf(numerator) !== recordsOf(denominator) ? ['divides records of different populations without saying so: declare `across`'] : []),
  ];
}

/** The sources that a measure counts, as one text: two measures with the same one are of the same records. */
function recordsOf(measure: Indicator['numerator']): string {
  const sources = measure.kind === 'ADDITIVE' ? [measure.source] : measure.kind === 'TOTAL' ? measure.parts.map(({ source }) => source) : measure.seen.map(({ source }) => source);
  return [...new Set(sources.map(({ key }) => key))].toSorted().join();
}

/** Different people have something by which they are told apart. */
function nobody(measure: Additive | Distinct): string[] {
  if (measure.kind === 'ADDITIVE') return [];
  if (measure.seen.length === 0) return ['counts different people without a way to have been there'];
  return measure.seen.filter(({ source, who }) => !who?.reads.every(property => source.kept(property).id)).map(({ source }) => `counts different people without a key: in ${source.key} nothing names one`);
}

/** Of where and when records count, what may be missing is said to be; and what is counted can be shown. */
function unsaid({ place, at, kept, table }: Source, sights: readonly Sight[]): string[] {
  const missing = [place, at].flatMap(of => (of.optional ? [] : of.reads.filter(property => kept(property).nullable)));
  return [
    ...missing.map(property => `counts by ${property}, which may be missing: say so with ifAny()`),
    ...(sights.some(sight => sight.table === table) ? [] : [`counts rows of ${table}, of which nobody has said how they are seen: give SIGHTS one`]),
  ];
}

function sourcesOf(indicators: readonly Indicator[]): Source[] {
  return [...new Set(measuresOf(indicators).flatMap(measure => (measure.kind === 'ADDITIVE' ? [measure.source] : measure.seen.map(({ source }) => source))))];
}

function repeated(keys: readonly string[]): string[] {
  return [...new Set(keys.filter((key, at) => keys.indexOf(key) !== at))];
}
