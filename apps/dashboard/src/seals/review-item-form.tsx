import { Button, Form, Input, Segmented, Select } from 'antd';
import { useRef, type ReactNode } from 'react';
import { ask, newKey } from '../api/ask.ts';
import { today } from '../format.ts';
import { useGround } from '../frame/ground.ts';
import { ReviewAddDocument, type ReviewItemKind, type ReviewQuery } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { Problem } from '../ui/notice.tsx';
import { useDeed } from '../ui/use-deed.ts';
import { REFUSALS, say } from '../words.ts';
import { ITEM_KINDS, seals } from './words.ts';

interface ReviewItemFormProps {
  readonly reviewId: string;
  readonly figures: NonNullable<ReviewQuery['indicatorReview']>['figures'];
  readonly onDone: () => void;
}

interface Written {
  readonly kind: ReviewItemKind;
  readonly place?: string;
  readonly indicator?: string;
  readonly note: string;
  readonly dueOn?: string;
}

/** Says or decides something about what was reached. */
export function ReviewItemForm({ reviewId, figures, onDone }: ReviewItemFormProps): ReactNode {
  const t = useWords();
  const { indicators } = useGround();
  const [form] = Form.useForm<Written>();
  const kind = Form.useWatch('kind', form);
  const key = useRef(newKey());
  const { busy, problem, run } = useDeed();
  const add = ({ kind: chosen, place, indicator, note, dueOn }: Written) => run(async () => {
    const { indicatorReviewAdd: { item, userErrors: [refused] } } = await ask(ReviewAddDocument, {
      input: { reviewId, kind: chosen, note, placeId: place ?? null, indicator: indicator ?? null, dueOn: chosen === 'DECISION' && dueOn ? dueOn : null, idempotencyKey: key.current },
    });
    key.current = newKey();
    if (item) {
      form.resetFields(['note', 'dueOn']);
      onDone();
    }
    return refused ? REFUSALS[refused.code] : null;
  });
  const places = [...new Map(figures.flatMap(({ place }) => (place ? [[place.id, place.name] as const] : [])))];
  const keys = new Set(figures.map(each => each.key));
  return (
    <section className="card no-print" aria-labelledby="item-form">
      <header><h2 id="item-form">{t(seals.add)}</h2></header>
      <Form form={form} layout="vertical" requiredMark={false} initialValues={{ kind: 'COMMENT' }} onFinish={add}>
        <Form.Item label={t(say.kind)} name="kind"><Segmented options={(['COMMENT', 'DECISION'] as const).map(value => ({ value, label: t(ITEM_KINDS[value]) }))} /></Form.Item>
        <Form.Item label={t(seals.about)} name="place"><Select allowClear placeholder={t(seals.aboutAll)} options={places.map(([value, label]) => ({ value, label }))} /></Form.Item>
        <Form.Item label={t(say.indicator)} name="indicator">
          <Select allowClear placeholder={t(seals.aboutAll)} options={indicators.filter(each => keys.has(each.key)).map(each => ({ value: each.key, label: t(each.title) }))} />
        </Form.Item>
        <Form.Item label={t(seals.note)} name="note" rules={[{ required: true, message: t(say.needed) }]}><Input.TextArea maxLength={2000} autoSize={{ minRows: 3 }} /></Form.Item>
        {kind === 'DECISION' && <Form.Item label={t(seals.dueOn)} name="dueOn"><Input type="date" min={today()} /></Form.Item>}
        <Problem of={problem} />
        <Button htmlType="submit" block disabled={busy}>{t(seals.add)}</Button>
      </Form>
    </section>
  );
}
