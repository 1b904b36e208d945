import { Button, Form, Input, InputNumber, Segmented } from 'antd';
import { useRef, type ReactNode } from 'react';
import { ask, newKey } from '../api/ask.ts';
import { ProgramReceiveDocument, ProgramSpendDocument, type ProgramFundingKind, type ProgramFundingSource } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { Problem } from '../ui/notice.tsx';
import { refusal } from '../ui/refusal.ts';
import { useDeed } from '../ui/use-deed.ts';
import { say } from '../words.ts';
import { FUNDING_KINDS, FUNDING_SOURCES, programs } from './words.ts';

interface MoneyFormProps {
  readonly program: string;
  readonly onDone: () => void;
}

/** People write yuan; the ledger keeps fen. */
export const fen = (yuan: number) => Math.round(yuan * 100);

/** Money that the program paid. */
export function SpendForm({ program, onDone }: MoneyFormProps): ReactNode {
  const t = useWords();
  const [form] = Form.useForm<{ amount: number; purpose: string; payee: string }>();
  const key = useRef(newKey());
  const { busy, problem, run } = useDeed();
  const spend = ({ amount, purpose, payee }: { readonly amount: number; readonly purpose: string; readonly payee: string }) => run(async () => {
    const { programSpend } = await ask(ProgramSpendDocument, { input: { programId: program, amount: fen(amount), purpose, payee, idempotencyKey: key.current } });
    key.current = newKey();
    if (programSpend.spending) form.resetFields();
    onDone();
    return refusal(programSpend, { INSUFFICIENT: programs.tooMuch });
  });
  const needed = [{ required: true, message: t(say.needed) }];
  return (
    <Form form={form} layout="vertical" requiredMark={false} onFinish={spend} aria-label={t(programs.spend)}>
      <Form.Item label={t(programs.amount)} name="amount" rules={needed}><InputNumber min={0.01} precision={2} prefix="¥" className="amount" /></Form.Item>
      <Form.Item label={t(programs.purpose)} name="purpose" rules={needed}><Input maxLength={1000} /></Form.Item>
      <Form.Item label={t(programs.payee)} name="payee" rules={needed}><Input maxLength={100} /></Form.Item>
      <Problem of={problem} />
      <Button type="primary" htmlType="submit" size="large" block disabled={busy}>{t(programs.spend)}</Button>
    </Form>
  );
}

interface Received {
  readonly kind: ProgramFundingKind;
  readonly source: ProgramFundingSource;
  readonly amount: number;
  readonly sponsor: string;
  readonly note?: string;
}

/** What a sponsor gave. */
export function ReceiveForm({ program, onDone }: MoneyFormProps): ReactNode {
  const t = useWords();
  const [form] = Form.useForm<Received>();
  const key = useRef(newKey());
  const { busy, problem, run } = useDeed();
  const receive = ({ kind, source, amount, sponsor, note }: Received) => run(async () => {
    const { programReceive } = await ask(ProgramReceiveDocument, {
      input: { programId: program, kind, source, amount: fen(amount), sponsor, note: note === '' ? null : note, idempotencyKey: key.current },
    });
    key.current = newKey();
    if (programReceive.funding) form.resetFields();
    onDone();
    return refusal(programReceive);
  });
  const needed = [{ required: true, message: t(say.needed) }];
  return (
    <Form form={form} layout="vertical" requiredMark={false} initialValues={{ kind: 'MONEY', source: 'OUTSIDE' }} onFinish={receive} aria-label={t(programs.receive)}>
      <Form.Item label={t(programs.form)} name="kind"><Segmented options={(Object.keys(FUNDING_KINDS) as ProgramFundingKind[]).map(value => ({ value, label: t(FUNDING_KINDS[value]) }))} /></Form.Item>
      <Form.Item label={t(programs.from)} name="source"><Segmented options={(Object.keys(FUNDING_SOURCES) as ProgramFundingSource[]).map(value => ({ value, label: t(FUNDING_SOURCES[value]) }))} /></Form.Item>
      <Form.Item label={t(programs.amount)} name="amount" rules={needed}><InputNumber min={0.01} precision={2} prefix="¥" className="amount" /></Form.Item>
      <Form.Item label={t(programs.sponsor)} name="sponsor" rules={needed}><Input maxLength={100} /></Form.Item>
      <Form.Item label={t(programs.note)} name="note"><Input maxLength={1000} /></Form.Item>
      <Problem of={problem} />
      <Button type="primary" htmlType="submit" size="large" block disabled={busy}>{t(programs.receive)}</Button>
    </Form>
  );
}
