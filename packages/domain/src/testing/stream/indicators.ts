import { Case } from '../../cases/case.entity.ts';
import { CATALOGUE } from '../../kpis/catalogue/catalogue.ts';
import { keysOf, PERIODS_OF } from '../../kpis/engine/series.ts';
import { indicator, PERIOD_KINDS, type Indicator, type IndicatorDeclaration } from '../../kpis/language/indicator.ts';
import { count, distinct, seen, total } from '../../kpis/language/measure.ts';
import { runningSource, source } from '../../kpis/language/source.ts';
import { WasteDrop } from '../../points/waste-drop.entity.ts';
import type { TestDatabase } from '../test-database.ts';

const drops = { entity: WasteDrop, schema: WasteDrop.schema };
const byDrop = source('test.drop', drops, d => ({ place: d.placeId, at: d.occurredAt }));
const everDropped = runningSource('test.dropped', drops, d => ({ place: d.placeId, at: d.occurredAt }));
const byCase = source('test.case', { entity: Case, schema: Case.schema }, c => ({ place: c.placeId, at: c.receivedAt }));
/** Two ways of having been there. */
const ways = [seen(byDrop, d => d.residentId, d => d.correct), seen(byCase, c => c.residentId)];

const declared = (key: string, numerator: IndicatorDeclaration['numerator'], periods: IndicatorDeclaration['periods']): Indicator => indicator(key, {
  numerator, periods, title: { zh: '试', en: 'test' }, unit: 'COUNT', better: 'NEITHER', population: { zh: '试', en: 'test' }, attribution: { zh: '试', en: 'test' },
  minimumN: 1, source: 'test', version: 1,
});

/** The catalogue, and every form of the language that no indicator of it has yet. */
export const ALL_FORMS: readonly Indicator[] = [
  ...CATALOGUE,
  declared('test.people', distinct('test.people', ways), PERIODS_OF.ONCE),
  declared('test.people_in_a_year', distinct('test.people_in_a_year', ways, 'WITHIN_A_YEAR'), PERIODS_OF.WITHIN_A_YEAR),
  declared('test.acts', total(count('test.drops', byDrop), count('test.cases', byCase, c => c.kind.is('HELP'))), PERIOD_KINDS),
  declared('test.drops_so_far', count('test.drops_so_far', everDropped), PERIOD_KINDS),
];

/** Numbers what is kept for other indicators than the catalogue's. */
export async function numberMeasures(database: TestDatabase, indicators: readonly Indicator[]): Promise<void> {
  for (const key of keysOf(indicators)) {
    await database.owner('insert into kpi_measure (id, key) select max(id) + 1, $1 from kpi_measure on conflict (key) do nothing', [key]);
  }
}
