import { useEffect, useState, type ReactNode } from 'react';
import { Link } from 'wouter';
import { connection } from '../api/live.ts';
import { useStore } from '../api/store.ts';
import { useAsked } from '../api/use-asked.ts';
import { useNews } from '../cases/use-cases.ts';
import { placeName } from '../cases/case-row.tsx';
import { Sparkline } from '../charts/sparkline.tsx';
import { Freshness } from '../figures/freshness.tsx';
import { ShownValue } from '../figures/shown-value.tsx';
import { useFigures } from '../figures/use-figures.ts';
import { figure, timeOfDay } from '../format.ts';
import { useWithStreet } from '../frame/address.ts';
import { useGround } from '../frame/ground.ts';
import { TrendDocument } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { MOVES, say, sparklineOf } from '../words.ts';
import './wall.css';

/** So many fit in large type. */
const SHOWN = 8;
const BACK = 12;

/** For the wall: large, by itself, for days. While the connection is lost it says since when, and nothing on it looks fresh. */
export default function WallPage(): ReactNode {
  const t = useWords();
  const { street, indicators, district } = useGround();
  const withStreet = useWithStreet();
  const state = useStore(connection);
  const shown = indicators.filter(({ better, periods }) => better !== 'NEITHER' && periods.includes('MONTH'));
  const keys = shown.map(({ key }) => key);
  const asked = { place: street.id, indicators: keys, period: { kind: 'MONTH' as const } };
  const { figures } = useFigures({ ...asked, level: 'STREET' });
  const communities = useFigures({ ...asked, level: 'COMMUNITY' });
  const trend = useAsked(TrendDocument, { ...asked, back: BACK - 1 });
  const news = useNews(street.id);
  const worse = communities.figures?.bars.filter(({ standing }) => standing?.verdict === 'WORSE') ?? [];
  const bars = (figures?.bars ?? []).filter(({ current }) => current.state === 'OK').slice(0, SHOWN);
  const titleOf = (key: string) => shown.find(each => each.key === key);
  return (
    <div className="wall" data-state={state}>
      <header>
        <h1>{street.name}</h1>
        {[district.dataOrigin, street.dataOrigin].includes('GENERATED') && <strong className="stamp">{t(say.demoMark)}</strong>}
        <Freshness at={figures?.at ?? null} />
        <Clock />
        <Link href={withStreet('/')}>{t(say.leaveWall)}</Link>
      </header>
      <section className="wall-figures" aria-label={t(say.indicators)}>
        {bars.map(({ current, moves }) => {
          const indicator = titleOf(current.indicator.key);
          const course = trend.data?.indicatorValues.filter(({ indicator: { key } }) => key === current.indicator.key).map(({ value }) => value) ?? [];
          return indicator && (
            <div key={indicator.key} className="wall-figure">
              {moves > 0 && <span key={moves} className="flash" aria-hidden="true" />}
              <h2>{t(indicator.title)}</h2>
              <p className="huge"><ShownValue figure={current} unit={indicator.unit} /></p>
              <Sparkline values={[...course.slice(0, -1), current.value]} label={t(sparklineOf(indicator.title))} />
            </div>
          );
        })}
      </section>
      <section aria-labelledby="wall-attention">
        <h2 id="wall-attention">{t(say.attention)}</h2>
        {communities.figures && worse.length === 0 && <p>{t(communities.figures.bars.length === 0 ? say.noPlaces : say.nobodyNeeds)}</p>}
        <ul className="wall-list">
          {worse.slice(0, SHOWN).map(({ current: { place, indicator: { key }, value } }) => {
            const indicator = titleOf(key);
            return indicator && <li key={place.id + key}><b>{place.name}</b> {t(indicator.title)} {value !== null && figure(value, indicator.unit)}</li>;
          })}
        </ul>
      </section>
      <section aria-labelledby="wall-news">
        <h2 id="wall-news">{t(say.ticker)}</h2>
        {news.length === 0 && <p>{t(say.tickerEmpty)}</p>}
        <ol className="wall-list">
          {news.map(({ key, at, matter, moves }) => <li key={key}><time>{timeOfDay(at)}</time> <b>{moves.map(each => t(MOVES[each])).join(' · ')}</b> {placeName(matter)}</li>)}
        </ol>
      </section>
    </div>
  );
}

function Clock(): ReactNode {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return <time className="clock">{timeOfDay(now)}</time>;
}
