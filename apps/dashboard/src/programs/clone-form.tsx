import { Button, Form } from 'antd';
import { useRef, useState, type ReactNode } from 'react';
import { Link } from 'wouter';
import { ask, newKey } from '../api/ask.ts';
import { useGround } from '../frame/ground.ts';
import { ProgramCloneDocument } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { Problem } from '../ui/notice.tsx';
import { refusal } from '../ui/refusal.ts';
import { useDeed } from '../ui/use-deed.ts';
import { fen } from './money-forms.tsx';
import type { ShownProgram } from './program-page.tsx';
import { asValue, TermFields, ValueField, type Terms } from './terms.tsx';
import { programs } from './words.ts';

interface Written extends Terms {
  readonly baseline?: number;
}

/** Plans somewhere else what has worked here; where it came from stays on record. */
export function CloneForm({ program: { id, title, outcome } }: { readonly program: ShownProgram }): ReactNode {
  const t = useWords();
  const { indicators } = useGround();
  const [form] = Form.useForm<Written>();
  const key = useRef(newKey());
  const [open, setOpen] = useState(false);
  const [made, setMade] = useState<{ id: string; title: string } | null>(null);
  const { busy, problem, run } = useDeed();
  const indicator = indicators.find(each => each.key === outcome?.indicator);
  const clone = ({ place, budget, baseline, ...terms }: Written) => run(async () => {
    const { programClone } = await ask(ProgramCloneDocument, {
      input: { ...terms, programId: id, placeId: place, budget: fen(budget), baseline: indicator && baseline !== undefined ? asValue(baseline, indicator) : null, idempotencyKey: key.current },
    });
    key.current = newKey();
    setMade(programClone.program);
    if (programClone.program) setOpen(false);
    return refusal(programClone, { INVALID: programs.unfitTerms });
  });
  return (
    <section className="card" aria-label={t(programs.clone)}>
      {!open && <Button size="large" block onClick={() => setOpen(true)}>{t(programs.clone)}</Button>}
      {made && <output>{t(programs.planned)} <Link href={`/programs/${made.id}`}>{made.title}</Link></output>}
      {open && (
        <Form form={form} layout="vertical" requiredMark={false} initialValues={{ title }} onFinish={clone}>
          <p className="quiet">{t(programs.cloneWhat)}</p>
          <TermFields />
          {indicator && <ValueField name="baseline" label={`${t(programs.baseline)} · ${t(indicator.title)}`} indicator={indicator} />}
          <Problem of={problem} />
          <Button size="large" type="primary" htmlType="submit" block disabled={busy}>{t(programs.clone)}</Button>
        </Form>
      )}
    </section>
  );
}
