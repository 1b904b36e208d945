import { Button } from 'antd';
import { useState, type FormEvent, type ReactNode } from 'react';
import { useStore } from '../api/store.ts';
import { useAsked } from '../api/use-asked.ts';
import { useAddress } from '../frame/address.ts';
import { CaseSubmitDocument, CategoriesDocument } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { record, throwAway, waiting } from '../offline/waiting.ts';
import { Problem } from '../ui/notice.tsx';
import { useDeed } from '../ui/use-deed.ts';
import { REFUSALS, say } from '../words.ts';
import { useMine } from './person.ts';
import { mine } from './words.ts';

/** A matter in one line: it goes to where they live. Without a network it waits on the device. */
export function CaseForm({ onSent }: { readonly onSent: () => void }): ReactNode {
  const t = useWords();
  const { person, self, viewer } = useMine();
  const place = person?.place?.id ?? viewer.roles.find(held => held.place)?.place?.id;
  const { data } = useAsked(CategoriesDocument, {});
  const [mended, mend] = useAddress('mend');
  const refusedOne = useStore(waiting).find(({ key }) => key === mended);
  const [title, write] = useState(refusedOne?.title ?? '');
  const [sent, setSent] = useState<string | null>(null);
  const { busy, problem, run } = useDeed();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const categoryId = new FormData(event.currentTarget).get('category') as string;
    setSent(null);
    run(async () => {
      const answer = await record('CASE', title, CaseSubmitDocument, {
        placeId: place, categoryId, kind: 'HELP', title, onBehalf: false, channel: 'APP', urgency: 'ORDINARY', ...(person && !self && { residentId: person.id }),
      }, refusedOne?.occurredAt);
      const { case: matter = null, userErrors: [refused] } = answer?.caseSubmit ?? { userErrors: [] };
      if (refused) return REFUSALS[refused.code];
      write('');
      setSent(answer === null ? t(say.keptHere) : `${t(mine.sent)} ${matter?.trackingNumber ?? ''}`);
      if (refusedOne) {
        await throwAway(refusedOne.key);
        mend(null);
      }
      onSent();
      return null;
    });
  };
  return (
    <form className="card lines" onSubmit={submit}>
      <label>{t(mine.whatIsIt)}<textarea rows={2} required maxLength={200} placeholder={t(mine.whatHint)} value={title} onChange={({ target }) => write(target.value)} /></label>
      <label>{t(mine.about)}<select name="category" required defaultValue=""><option value="" disabled>{t(say.choose)}</option>{data?.caseCategories.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}</select></label>
      <Button type="primary" htmlType="submit" disabled={busy || !data || !place}>{t(mine.send)}</Button>
      <output>{sent}</output>
      <Problem of={problem} />
    </form>
  );
}
