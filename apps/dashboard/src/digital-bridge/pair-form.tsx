import { Button, Form, Select } from 'antd';
import { useRef, type ReactNode } from 'react';
import { ask, newKey } from '../api/ask.ts';
import { useAsked } from '../api/use-asked.ts';
import { useGround } from '../frame/ground.ts';
import { BuddyPairBeginDocument, RunningProgramsDocument } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { ResidentChoice } from '../register/resident-choice.tsx';
import { Nothing, Problem } from '../ui/notice.tsx';
import { refusal } from '../ui/refusal.ts';
import { useDeed } from '../ui/use-deed.ts';
import { say } from '../words.ts';
import { bridge } from './words.ts';

interface Written {
  readonly program: string;
  readonly senior: string;
  readonly buddy: string;
}

/** A volunteer stands by a senior from now on, within a program. */
export function PairForm({ onPaired }: { readonly onPaired: () => void }): ReactNode {
  const t = useWords();
  const { street } = useGround();
  const [form] = Form.useForm<Written>();
  const key = useRef(newKey());
  const { data } = useAsked(RunningProgramsDocument, { place: street.id, first: 100 });
  const { busy, problem, run } = useDeed();
  const pair = ({ program, senior, buddy }: Written) => run(async () => {
    const { buddyPairBegin } = await ask(BuddyPairBeginDocument, { input: { programId: program, seniorId: senior, buddyId: buddy, idempotencyKey: key.current } });
    key.current = newKey();
    if (buddyPairBegin.pair) form.resetFields();
    onPaired();
    return refusal(buddyPairBegin, { CONFLICT: bridge.pairedAlready });
  });
  const needed = [{ required: true, message: t(say.needed) }];
  return (
    <section className="card" aria-labelledby="pair-title">
      <header><h2 id="pair-title">{t(bridge.pair)}</h2></header>
      {data?.programs.nodes.length === 0 ? <Nothing of={bridge.noProgram} /> : (
        <Form form={form} layout="vertical" requiredMark={false} onFinish={pair}>
          <Form.Item label={t(bridge.program)} name="program" rules={needed}>
            <Select size="large" placeholder={t(say.choose)} options={data?.programs.nodes.map(({ id, title, place }) => ({ value: id, label: `${title} ${place?.name ?? ''}` })) ?? []} />
          </Form.Item>
          <Form.Item label={t(bridge.who)} name="senior" rules={needed}><ResidentChoice /></Form.Item>
          <Form.Item label={t(bridge.buddy)} name="buddy" rules={needed}><ResidentChoice /></Form.Item>
          <Problem of={problem} />
          <Button type="primary" htmlType="submit" size="large" block disabled={busy}>{t(bridge.pair)}</Button>
        </Form>
      )}
    </section>
  );
}
