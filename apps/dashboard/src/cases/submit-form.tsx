import { Button, Form, Input, Select } from 'antd';
import { useEffect, useState, type ReactNode } from 'react';
import { useStore } from '../api/store.ts';
import { useAsked } from '../api/use-asked.ts';
import { usePages } from '../api/use-pages.ts';
import { useAddress } from '../frame/address.ts';
import { STAFF } from '../frame/roles.ts';
import { CaseSubmitDocument, GridsDocument, SubmitChoicesDocument, type CaseKind, type ViewerFieldsFragment } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { record, throwAway, waiting } from '../offline/waiting.ts';
import { FaultNotice, Problem } from '../ui/notice.tsx';
import { useDeed } from '../ui/use-deed.ts';
import { KINDS, REFUSALS, say } from '../words.ts';

interface SubmitFormProps {
  readonly street: string;
  readonly viewer: ViewerFieldsFragment;
}

interface Written {
  readonly community: string;
  readonly grid?: string;
  readonly category: string;
  readonly kind: CaseKind;
  readonly title: string;
}

const options = (rows: readonly { readonly id: string; readonly name: string }[]) => rows.map(({ id, name }) => ({ value: id, label: name }));

/** Takes in a matter: a resident's own, or by staff for whoever stands before them. */
export function SubmitForm({ street, viewer }: SubmitFormProps): ReactNode {
  const t = useWords();
  const [form] = Form.useForm<Written>();
  const community = Form.useWatch('community', form);
  const [tracking, setTracking] = useState<string | null>(null);
  const [kept, setKept] = useState(false);
  const [mended, mend] = useAddress('mend');
  const refusedOne = useStore(waiting).find(({ key }) => key === mended);
  useEffect(() => {
    if (refusedOne) form.setFieldsValue({ title: refusedOne.title, kind: refusedOne.input['kind'] as CaseKind, category: refusedOne.input['categoryId'] as string });
  }, [form, refusedOne]);
  const { busy, problem, run } = useDeed();
  const { data, fault, again } = useAsked(SubmitChoicesDocument, { street });
  const grids = usePages(GridsDocument, community === undefined ? null : { community }, answer => answer.grids, true).rows;

  const submit = (written: Written) => run(async () => {
    const onBehalf = viewer.roles.some(({ role }) => STAFF.includes(role));
    const answer = await record('CASE', written.title, CaseSubmitDocument, {
      placeId: written.grid ?? written.community, categoryId: written.category, kind: written.kind, title: written.title, onBehalf,
      channel: onBehalf ? 'WINDOW' : 'APP', urgency: 'ORDINARY',
    }, refusedOne?.occurredAt);
    const { case: matter = null, userErrors: [refused] } = answer?.caseSubmit ?? { userErrors: [] };
    if (refused) return REFUSALS[refused.code];
    form.setFieldValue('title', '');
    setTracking(matter?.trackingNumber ?? null);
    setKept(answer === null);
    if (refusedOne) {
      await throwAway(refusedOne.key);
      mend(null);
    }
    return null;
  });

  if (fault) return <FaultNotice of={fault} onRetry={again} />;
  const needed = [{ required: true, message: t(say.needed) }];
  return (
    <section className="card" aria-labelledby="submit-title">
      <header><h2 id="submit-title">{t(say.submitted)}</h2></header>
      <Form form={form} layout="vertical" requiredMark={false} initialValues={{ kind: 'HELP' }} onFinish={submit} onValuesChange={changed => 'community' in changed && form.setFieldValue('grid', undefined)}>
        <Form.Item label={t(say.community)} name="community" rules={needed}>
          <Select showSearch={{ optionFilterProp: 'label' }} placeholder={t(say.choose)} options={options(data?.communities.nodes.filter(each => each.onboardedAt !== null) ?? [])} />
        </Form.Item>
        <Form.Item label={t(say.grid)} name="grid">
          <Select allowClear placeholder={t(say.wholeCommunity)} options={options(grids)} />
        </Form.Item>
        <Form.Item label={t(say.category)} name="category" rules={needed}>
          <Select placeholder={t(say.choose)} options={options(data?.caseCategories ?? [])} />
        </Form.Item>
        <Form.Item label={t(say.kind)} name="kind">
          <Select options={(Object.keys(KINDS) as CaseKind[]).map(value => ({ value, label: t(KINDS[value]) }))} />
        </Form.Item>
        <Form.Item label={t(say.title)} name="title" rules={needed}><Input maxLength={200} /></Form.Item>
        <Problem of={problem} />
        <output>{kept && !problem && t(say.keptHere)}{tracking && !problem && <>{t(say.received)} <strong className="number">{tracking}</strong></>}</output>
        <Button type="primary" htmlType="submit" block disabled={busy}>{t(say.submit)}</Button>
      </Form>
    </section>
  );
}
