import { Select } from 'antd';
import { useDeferredValue, useState, type ReactNode } from 'react';
import { useAsked } from '../api/use-asked.ts';
import { useGround } from '../frame/ground.ts';
import { ResidentSearchDocument } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { register } from './words.ts';

const OFFERED = 10;

interface ResidentChoiceProps {
  /** Given by the form where it is a field of one, as is the rest. */
  readonly value?: string | null;
  readonly onChange?: (residentId: string) => void;
  /** By which the form's label names it; else it says itself what to type. */
  readonly id?: string;
}

/** Somebody of the street, found by name or number, shown masked. */
export function ResidentChoice({ value = null, onChange, id }: ResidentChoiceProps): ReactNode {
  const t = useWords();
  const { street } = useGround();
  const [text, setText] = useState('');
  const search = useDeferredValue(text.trim());
  const { data } = useAsked(ResidentSearchDocument, search === '' ? null : { search, place: street.id, first: OFFERED });
  return (
    <Select
      {...(id === undefined ? { 'aria-label': t(register.search) } : { id })} placeholder={t(register.search)} size="large" className="resident-choice" value={value} {...(onChange && { onChange })}
      showSearch={{ filterOption: false, onSearch: setText }} notFoundContent={search === '' ? t(register.searchFirst) : t(register.nobody)}
      options={data?.residents.nodes.map(({ id: key, name, phone, place }) => ({ value: key, label: [name, phone, place?.name].filter(Boolean).join(' ') })) ?? []}
    />
  );
}
