import { Input, Select } from 'antd';
import type { ReactNode } from 'react';
import { useAsked } from '../api/use-asked.ts';
import { usePages } from '../api/use-pages.ts';
import { useAddress } from '../frame/address.ts';
import { useGround } from '../frame/ground.ts';
import { AuditedCaseDocument, SteeredPlacesDocument } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { FaultNotice, Loading, Nothing } from '../ui/notice.tsx';
import { say } from '../words.ts';
import { Trail } from './trail.tsx';
import { audit } from './words.ts';

/** What was done to a place, to a case that is looked up by its number, or, for the district's admins, to anything. */
export default function AuditPage(): ReactNode {
  const t = useWords();
  const { street, district, viewer } = useGround();
  const [asked, choosePlace] = useAddress('place');
  const [number, chooseNumber] = useAddress('case');
  const communities = usePages(SteeredPlacesDocument, { street: street.id }, data => data.communities, true).rows;
  const everything = viewer.roles.some(({ role }) => role === 'DISTRICT_ADMIN');
  const matter = useAsked(AuditedCaseDocument, number === null ? null : { number });
  const places = [...(everything ? [{ value: 'all', label: `${district.name} ${t(audit.everything)}`, id: null }] : []), ...[street, ...communities].map(({ id, code, name }) => ({ value: code, label: name, id }))];
  const place = places.find(({ value }) => value === asked) ?? places[0];
  const subject = number === null ? (place?.id ?? null) : (matter.data?.case?.id ?? null);
  const known = number === null || matter.data?.case;
  return (
    <>
      <div className="head">
        <h1>{t(say.audit)}</h1>
        <Select aria-label={t(say.place)} className="indicator-choice" popupMatchSelectWidth={false} disabled={number !== null} value={place?.value ?? ''} onChange={choosePlace} options={places} />
        <Input.Search
          aria-label={t(audit.number)} placeholder={t(audit.number)} className="case-number" allowClear enterButton={t(audit.search)} defaultValue={number ?? ''}
          onSearch={written => chooseNumber(written.trim() || null)}
        />
        <span className="quiet">{matter.data?.case?.title}</span>
      </div>
      {matter.fault && <FaultNotice of={matter.fault} onRetry={matter.again} />}
      <section className="card" aria-label={t(say.audit)}>
        <p className="quiet small">{t(audit.what)}</p>
        {number !== null && !matter.data && !matter.fault && <Loading rows={6} />}
        {matter.data && !known && <Nothing of={audit.none} />}
        {known && <Trail key={subject ?? ''} subject={subject} />}
      </section>
    </>
  );
}
