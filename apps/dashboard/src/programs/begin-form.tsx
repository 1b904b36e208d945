import { Button, Form, Select } from 'antd';
import { useRef, useState, type ReactNode } from 'react';
import { Link } from 'wouter';
import { ask, newKey } from '../api/ask.ts';
import { useAsked } from '../api/use-asked.ts';
import { useGround } from '../frame/ground.ts';
import { PlaybookChoicesDocument, ProgramCreateDocument } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { Nothing, Problem } from '../ui/notice.tsx';
import { refusal } from '../ui/refusal.ts';
import { useDeed } from '../ui/use-deed.ts';
import { say } from '../words.ts';
import { fen } from './money-forms.tsx';
import { asValue, TermFields, useNeeded, ValueField, type Terms } from './terms.tsx';
import { programs } from './words.ts';
import './programs.css';

interface Written extends Terms {
  readonly version: string;
  readonly indicator?: string;
  readonly baseline?: number;
  readonly target?: number;
}

/** Plans a program from a playbook. */
export function BeginForm({ onPlanned }: { readonly onPlanned: () => void }): ReactNode {
  const t = useWords();
  const { indicators } = useGround();
  const [form] = Form.useForm<Written>();
  const key = useRef(newKey());
  const [made, setMade] = useState<{ id: string; title: string } | null>(null);
  const { data } = useAsked(PlaybookChoicesDocument, { first: 100 });
  const chosen = Form.useWatch('indicator', form);
  const indicator = indicators.find(each => each.key === chosen);
  const { busy, problem, run } = useDeed();
  const needed = useNeeded();
  const plan = ({ version, place, budget, indicator: _, baseline, target, ...terms }: Written) => run(async () => {
    const outcome = indicator && baseline !== undefined && target !== undefined ? { indicator: indicator.key, baseline: asValue(baseline, indicator), target: asValue(target, indicator) } : null;
    const { programCreate } = await ask(ProgramCreateDocument, { input: { ...terms, placeId: place, playbookVersionId: version, budget: fen(budget), outcome, idempotencyKey: key.current } });
    key.current = newKey();
    setMade(programCreate.program);
    if (programCreate.program) {
      form.resetFields();
      onPlanned();
    }
    return refusal(programCreate, { INVALID: programs.unfitTerms });
  });
  const versions = data?.playbooks.nodes.flatMap(({ title, versions: [...all] }) => all.toSorted((one, other) => other.number - one.number).slice(0, 1).map(({ id, number }) => ({ value: id, label: `${title} v${number}` })));
  return (
    <section className="card" aria-labelledby="begin-title">
      <header><h2 id="begin-title">{t(programs.begin)}</h2></header>
      {versions?.length === 0 ? <Nothing of={programs.noPlaybooks} /> : (
        <Form form={form} layout="vertical" requiredMark={false} onFinish={plan}>
          <Form.Item label={t(programs.fromPlaybook)} name="version" rules={needed}><Select placeholder={t(say.choose)} options={versions ?? []} /></Form.Item>
          <TermFields />
          <Form.Item label={t(programs.measuredBy)} name="indicator">
            <Select allowClear showSearch={{ optionFilterProp: 'label' }} placeholder={t(programs.notByAny)} options={indicators.filter(({ better }) => better !== 'NEITHER').map(each => ({ value: each.key, label: t(each.title) }))} />
          </Form.Item>
          {indicator && <ValueField name="baseline" label={t(programs.baseline)} indicator={indicator} />}
          {indicator && <ValueField name="target" label={t(say.target)} indicator={indicator} />}
          <Problem of={problem} />
          <output>{made && !problem && <>{t(programs.planned)} <Link href={`/programs/${made.id}`}>{made.title}</Link></>}</output>
          <Button size="large" type="primary" htmlType="submit" block disabled={busy}>{t(programs.begin)}</Button>
        </Form>
      )}
    </section>
  );
}
