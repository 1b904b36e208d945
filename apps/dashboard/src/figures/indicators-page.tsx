import { Input, Tag } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useAddress, useWithStreet } from '../frame/address.ts';
import { useGround } from '../frame/ground.ts';
import { useWords } from '../language.ts';
import { Nothing } from '../ui/notice.tsx';
import { PERIODS, say } from '../words.ts';
import { Definition } from './definition.tsx';
import { catalogue } from './words.ts';

/** Every indicator there is, as it is declared: what it counts and when, what it leaves out, and where its definition comes from. */
export default function IndicatorsPage(): ReactNode {
  const t = useWords();
  const withStreet = useWithStreet();
  const { indicators } = useGround();
  const [asked, choose] = useAddress('find');
  const wanted = (asked ?? '').toLowerCase();
  const found = indicators.filter(({ key, title }) => [key, title.zh, title.en].some(name => name.toLowerCase().includes(wanted)));
  return (
    <>
      <div className="head">
        <h1>{t(say.catalogue)}</h1>
        <Input allowClear className="find" aria-label={t(catalogue.find)} placeholder={t(catalogue.find)} value={asked ?? ''} onChange={({ target: { value } }) => choose(value || null)} />
        <span className="quiet">{found.length} / {indicators.length}</span>
      </div>
      {found.length === 0 && <div className="card"><Nothing of={catalogue.none} /></div>}
      {found.map(indicator => {
        const { key, title, periods, source, version } = indicator;
        return (
          <section key={key} className="card" aria-labelledby={key}>
            <header>
              <h2 id={key}><Link href={withStreet('/compare', { indicator: key })}>{t(title)}</Link></h2>
              <span><code className="quiet">{key}</code> <Tag>{t(catalogue.version)} {version}</Tag></span>
            </header>
            <Definition of={indicator} />
            <p className="quiet small">{t(say.period)}: {periods.map(each => t(PERIODS[each])).join(' · ')}</p>
            <p className="quiet small">{t(catalogue.source)}: {source}</p>
          </section>
        );
      })}
    </>
  );
}
