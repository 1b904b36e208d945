import { useCallback, useRef, useState, type FormEvent, type ReactNode } from 'react';
import { ask, newKey } from '../api/ask.ts';
import { useAnswer } from '../api/use-answer.ts';
import { CaseSubmitDocument, GridsDocument, SubmitChoicesDocument, type CaseKind, type Role, type ViewerFieldsFragment } from '../generated/documents.ts';
import { Bi, both } from '../ui/bi.tsx';
import { Choice, Field } from '../ui/field.tsx';
import { FaultNotice, Problem } from '../ui/notice.tsx';
import { useDeed } from '../ui/use-deed.ts';
import { KINDS, REFUSALS, say } from '../words.ts';
import type { Matter } from './list.ts';

interface SubmitFormProps {
  readonly street: string;
  readonly viewer: ViewerFieldsFragment;
  readonly onSubmitted: (matter: Matter) => void;
}

/** Who takes matters in for others. */
const STAFF: readonly Role[] = ['DISTRICT_ADMIN', 'STREET_ADMIN', 'COMMUNITY_ADMIN', 'GRID_WORKER', 'MEDIATOR', 'CENTRE_STAFF'];
const NONE = { value: '', text: both(say.choose) };
const kinds = (Object.keys(KINDS) as CaseKind[]).map(value => ({ value, text: both(KINDS[value]) }));
const options = (rows: readonly { id: string; name: string }[]) => rows.map(({ id, name }) => ({ value: id, text: name }));

/** Takes in a matter: a resident's own, or by staff for whoever stands before them. */
export function SubmitForm({ street, viewer, onSubmitted }: SubmitFormProps): ReactNode {
  const [community, setCommunity] = useState('');
  const [grid, setGrid] = useState('');
  const [category, setCategory] = useState('');
  const [kind, setKind] = useState<CaseKind>('HELP');
  const [title, setTitle] = useState('');
  const [tracking, setTracking] = useState<string | null>(null);
  const key = useRef(newKey()); // pressed again after a lost connection it is still the same case
  const { busy, problem, run } = useDeed();
  const { data, fault, again } = useAnswer(useCallback(() => ask(SubmitChoicesDocument, { street }), [street]));
  const grids = useAnswer(useCallback(async () => (community === '' ? [] : (await ask(GridsDocument, { community })).grids.nodes), [community]));

  const submit = (event: FormEvent) => {
    event.preventDefault();
    run(async () => {
      const onBehalf = viewer.roles.some(({ role }) => STAFF.includes(role));
      const { caseSubmit: { case: matter, userErrors: [refused] } } = await ask(CaseSubmitDocument, {
        input: {
          placeId: grid || community, categoryId: category, kind, title, onBehalf, channel: onBehalf ? 'WINDOW' : 'APP',
          urgency: 'ORDINARY', idempotencyKey: key.current,
        },
      });
      key.current = newKey();
      if (matter) {
        setTitle('');
        setTracking(matter.trackingNumber);
        onSubmitted(matter);
      }
      return refused ? REFUSALS[refused.code] : null;
    });
  };

  if (fault) return <FaultNotice of={fault} onRetry={again} />;
  const communities = data?.communities.nodes.filter(each => each.onboardedAt !== null) ?? [];
  return (
    <form className="submit" onSubmit={submit}>
      <Choice label={say.community} value={community} options={[NONE, ...options(communities)]} onChange={id => { setCommunity(id); setGrid(''); }} required />
      <Choice label={say.grid} value={grid} options={[{ value: '', text: both(say.wholeCommunity) }, ...options(grids.data ?? [])]} onChange={setGrid} />
      <Choice label={say.category} value={category} options={[NONE, ...options(data?.caseCategories ?? [])]} onChange={setCategory} required />
      <Choice label={say.kind} value={kind} options={kinds} onChange={setKind} />
      <Field label={say.title}>
        <input value={title} onChange={event => setTitle(event.target.value)} required maxLength={200} />
      </Field>
      <Problem of={problem} />
      <output>{tracking && !problem && <><Bi of={say.received} /> <strong className="number">{tracking}</strong></>}</output>
      <button className="main" disabled={busy}><Bi of={say.submit} /></button>
    </form>
  );
}
