import { Form, Input, InputNumber, Select } from 'antd';
import type { ReactNode } from 'react';
import { useAsked } from '../api/use-asked.ts';
import { useGround } from '../frame/ground.ts';
import { ActivityPlacesDocument, type IndicatorFieldsFragment } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { UNITS } from '../targets/words.ts';
import { say } from '../words.ts';
import { programs } from './words.ts';

/** What is said of every program that is planned. */
export interface Terms {
  readonly title: string;
  readonly place: string;
  readonly beginsOn: string;
  readonly endsOn: string;
  /** In yuan, as people write it. */
  readonly budget: number;
}

export function useNeeded() {
  const t = useWords();
  return [{ required: true, message: t(say.needed) }];
}

/** The fields of a program's terms: its name, where and when it runs, and what it may spend. */
export function TermFields(): ReactNode {
  const t = useWords();
  const { street } = useGround();
  const needed = useNeeded();
  const { data } = useAsked(ActivityPlacesDocument, { street: street.id, first: 100 });
  const places = [{ value: street.id, label: street.name }, ...(data?.communities.nodes.filter(({ onboardedAt }) => onboardedAt !== null).map(({ id, name }) => ({ value: id, label: name })) ?? [])];
  return (
    <>
      <Form.Item label={t(say.title)} name="title" rules={needed}><Input maxLength={100} /></Form.Item>
      <Form.Item label={t(say.place)} name="place" rules={needed}><Select showSearch={{ optionFilterProp: 'label' }} placeholder={t(say.choose)} options={places} /></Form.Item>
      <div className="from-to">
        <Form.Item label={t(programs.beginsOn)} name="beginsOn" rules={needed}><Input type="date" /></Form.Item>
        <Form.Item label={t(programs.endsOn)} name="endsOn" rules={needed}><Input type="date" /></Form.Item>
      </div>
      <Form.Item label={t(programs.budgetYuan)} name="budget" rules={needed}><InputNumber min={0} precision={2} prefix="¥" className="amount" /></Form.Item>
    </>
  );
}

interface ValueFieldProps {
  readonly name: 'baseline' | 'target';
  readonly label: string;
  readonly indicator: IndicatorFieldsFragment;
}

/** A value of an indicator, as people write it: a rate in percent. */
export function ValueField({ name, label, indicator: { unit } }: ValueFieldProps): ReactNode {
  const t = useWords();
  return <Form.Item label={label} name={name} rules={useNeeded()}><InputNumber className="amount" suffix={t(UNITS[unit])} /></Form.Item>;
}

/** What was written into such a field, as the API has it: a rate from 0 to 1. */
export const asValue = (written: number, { unit }: IndicatorFieldsFragment): number => (unit === 'RATIO' ? written / 100 : written);
