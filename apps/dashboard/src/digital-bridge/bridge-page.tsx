import { Segmented } from 'antd';
import { useState, type ReactNode } from 'react';
import { FigureList } from '../figures/figure-list.tsx';
import { useAddress } from '../frame/address.ts';
import { useGround } from '../frame/ground.ts';
import { useWords } from '../language.ts';
import { say } from '../words.ts';
import { Courses } from './courses.tsx';
import { Pairs } from './pairs.tsx';
import { Senior } from './senior.tsx';
import { Services } from './services.tsx';
import { bridge } from './words.ts';
import '../ui/tiles.css';
import './bridge.css';

/** The day of whoever works at the digital bridge: courses, what seniors learned and got done, and who stands by whom. */
export default function BridgePage(): ReactNode {
  const t = useWords();
  const { street } = useGround();
  const [asked, choose] = useAddress('view');
  const pairs = asked === 'pairs';
  const [recorded, setRecorded] = useState(0);
  return (
    <>
      <div className="head">
        <h1>{t(say.digitalBridge)}</h1>
        <Segmented
          aria-label={t(say.view)} value={pairs ? 'pairs' : 'today'} onChange={next => choose(next === 'pairs' ? next : null)}
          options={[{ value: 'today', label: t(bridge.today) }, { value: 'pairs', label: t(bridge.pairs) }]}
        />
      </div>
      {pairs ? <Pairs key={street.id} /> : (
        <div className="list-and-form">
          <div>
            <Courses />
            <Senior onRecorded={() => setRecorded(recorded + 1)} />
          </div>
          <div>
            <Services key={recorded} />
            <section className="card" aria-labelledby="bridge-figures">
              <header><h2 id="bridge-figures">{t(bridge.figures)}</h2></header>
              <FigureList key={street.id} street={street} prefix="digital_bridge." />
            </section>
          </div>
        </div>
      )}
    </>
  );
}
