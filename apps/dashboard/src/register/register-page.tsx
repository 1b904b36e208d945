import { Input } from 'antd';
import type { ReactNode } from 'react';
import { usePages } from '../api/use-pages.ts';
import { useAddress } from '../frame/address.ts';
import { useGround } from '../frame/ground.ts';
import { ResidentSearchDocument } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { More } from '../ui/more.tsx';
import { FaultNotice, Loading, Nothing } from '../ui/notice.tsx';
import { say } from '../words.ts';
import { ResidentTile } from './resident-tile.tsx';
import { register } from './words.ts';
import '../ui/tiles.css';

const PAGE = 50;

/** Residents of a street, found by name or number, masked. */
export default function RegisterPage(): ReactNode {
  const t = useWords();
  const { street } = useGround();
  const [search, find] = useAddress('q');
  const pages = usePages(ResidentSearchDocument, search === null ? null : { search, place: street.id, first: PAGE }, answer => answer.residents);
  const { data, rows, fault, again } = pages;
  return (
    <>
      <div className="head">
        <h1>{t(say.register)}</h1>
        <Input.Search
          aria-label={t(register.search)} placeholder={t(register.search)} defaultValue={search ?? ''} size="large" enterButton allowClear className="search"
          onSearch={text => find(text.trim() === '' ? null : text.trim())}
        />
        {data && <span className="quiet">{data.residents.totalCount}</span>}
      </div>
      {fault && <FaultNotice of={fault} onRetry={again} />}
      {search === null && <div className="card"><Nothing of={register.searchFirst} /></div>}
      {search !== null && !data && !fault && <Loading />}
      {data && rows.length === 0 && <div className="card"><Nothing of={register.nobody} /></div>}
      <ul className="tiles">{rows.map(each => <ResidentTile key={each.id} resident={each} />)}</ul>
      <More pages={pages} />
    </>
  );
}
