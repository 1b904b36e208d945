import { countedUntil, type Period } from '@linli/domain/kpis/engine/period.rule';
import type { Indicator } from '@linli/domain/kpis/language/indicator';
import { seriesOf, sidesOf, type Series } from '@linli/domain/kpis/engine/series';
import { kpiClock } from '@linli/domain/kpis/engine/clock.read';
import { placesById } from '@linli/domain/places/places.read';
import { one } from '@linli/domain/shared/read';
import { Arg, Resolver, Root, Subscription } from 'type-graphql';
import { badInput } from '../graphql/errors.ts';
import { isGiven } from '../graphql/given.ts';
import type { Context, Operation } from '../graphql/operation.ts';
import { Revision } from '../graphql/scalars.ts';
import { guarded } from '../live/guarded.ts';
import { messages, type Message } from '../live/messages.ts';
import { Remembered } from '../live/remembered.ts';
import type { ChangedCell, RevisionNews } from '../live/revision-feed.ts';
import { askedIndicators, askedPeriod, askedPlaces, limitFigures, shownValue } from './asked.ts';
import type { IndicatorChange, IndicatorResync } from './indicator.type.ts';
import { IndicatorEvent, IndicatorFilter } from './indicator.type.ts';

interface SubscribeArgs {
  readonly filter: IndicatorFilter;
  readonly sinceRevision?: number | null;
}

/** Live figures. */
@Resolver()
export class IndicatorUpdatedResolver {
  @Subscription(() => IndicatorEvent, {
    description: '指标推送 Figures as they change. With `sinceRevision` first what has changed since then, or IndicatorResync when that is too long ago.',
    subscribe: ({ args, context }: { args: unknown; context: unknown }) => follow(args as SubscribeArgs, (context as Context).operation),
  })
  indicatorUpdated(
    @Root() event: IndicatorChange | IndicatorResync,
    @Arg('filter', () => IndicatorFilter, { description: 'Which figures.' }) _filter: IndicatorFilter,
    @Arg('sinceRevision', () => Revision, { nullable: true, description: 'The last revision seen.' }) _since: number | undefined,
  ): IndicatorChange | IndicatorResync {
    return event;
  }
}

async function follow({ filter, sinceRevision }: SubscribeArgs, operation: Operation): Promise<AsyncIterableIterator<Message<IndicatorChange | IndicatorResync>>> {
  const indicators = askedIndicators(operation, filter.indicators);
  const asked = await askedPlaces(operation, filter, askedPeriod(operation, filter.period, indicators));
  if (asked.length === 0) throw badInput('None of these places can be followed.');
  limitFigures(asked.length * indicators.length);
  const places = new Set(asked.map(place => place.id));
  await operation.release(); // the feed reads on connections of its own
  const { revisions } = operation.services;
  const { mailbox } = await revisions.watch(operation.districtId);
  if (isGiven(sinceRevision)) mailbox.post(await revisions.since(operation.districtId, sinceRevision));
  const followed = { indicators, places, filter, question: JSON.stringify([[...places].toSorted(), indicators.map(({ key }) => key), filter.period]) };
  const stream = messages<RevisionNews, IndicatorChange | IndicatorResync>(operation, mailbox, async news =>
    news.cells === null ? { revision: news.revision } : changeOf(operation, news, news.cells, followed));
  return guarded(operation, stream, async now => {
    const visible = await now.domain.indicators.visiblePlaces(now, now.actor, [...places]);
    return visible.size === places.size;
  });
}

interface Followed {
  readonly indicators: readonly Indicator[];
  readonly places: ReadonlySet<string>;
  readonly filter: IndicatorFilter;
  /** The same for all who follow the same. */
  readonly question: string;
}

/** Figures to be read, since cells have changed of which they are made. */
interface Touched {
  readonly placeIds: string[];
  readonly indicators: Indicator[];
  readonly period: Period;
  readonly now: Date;
  readonly question: string;
}
const TOUCHED = new Remembered<readonly ChangedCell[], Touched>();

/** The followed figures that a revision changed, read once for all subscribers that ask the same. */
async function changeOf(
  operation: Operation, news: RevisionNews, cells: readonly ChangedCell[], followed: Followed,
): Promise<IndicatorChange | undefined> {
  const { domain } = operation;
  const { placeIds, indicators, period, now, question } = TOUCHED.of(cells, followed.question, () => touchedBy(operation, cells, followed));
  if (placeIds.length === 0) return undefined;
  return news.shared(question, async from => {
    const places = new Map((await from.rows(placesById, placeIds)).map(place => [place.id, place]));
    const [values, clock] = [await domain.indicators.values(from, placeIds, indicators, [period], now), await one(from, kpiClock)];
    return {
      // Not the snapshot's own, which may be later: what changed in between comes with a later message, which a client
      // that gives this as `sinceRevision` must not miss.
      revision: news.revision,
      countedAt: clock?.countedAt ?? now,
      values: values.flatMap(value => {
        const place = places.get(value.placeId);
        return place ? [shownValue(value, place)] : [];
      }),
    };
  });
}

function touchedBy(operation: Operation, cells: readonly ChangedCell[], { indicators, places, filter }: Followed): Touched {
  const { clock, indicators: { counting: { numberOf } } } = operation.domain;
  const [now, period] = [clock.now(), askedPeriod(operation, filter.period, indicators)];
  const touched = new Set<string>();
  const changed = new Set<Indicator>();
  for (const { placeId, measure, day } of cells) {
    if (!places.has(placeId)) continue;
    for (const indicator of indicators) {
      if (!seriesIn(indicator, period).some(({ key, running }) => numberOf.get(key) === measure && counts(running, day, period, now))) continue;
      touched.add(placeId);
      changed.add(indicator);
    }
  }
  const [placeIds, asked] = [[...touched].toSorted(), [...changed]];
  return { placeIds, indicators: asked, period, now, question: JSON.stringify([placeIds, asked.map(({ key }) => key), period]) };
}

function seriesIn(indicator: Indicator, { kind }: Period): Series[] {
  return sidesOf(indicator).flatMap(side => seriesOf(side, kind));
}

/** Whether a day's cell of a series is part of its value in a period. */
function counts(running: boolean, day: string, period: Period, now: Date): boolean {
  return day < countedUntil(period, now) && (running || day >= period.from);
}
