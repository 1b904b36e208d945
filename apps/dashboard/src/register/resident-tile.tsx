import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { ResidentRowFragment } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import type { Words } from '../words.ts';
import { SEXES, STANDINGS } from './words.ts';

interface ResidentTileProps {
  readonly resident: ResidentRowFragment;
  readonly relation?: Words | null;
}

/** Somebody in a list, masked. */
export function ResidentTile({ resident: { id, name, sex, birthDate, phone, standing, address, place }, relation = null }: ResidentTileProps): ReactNode {
  const t = useWords();
  return (
    <li className="card">
      <p><Link href={`/register/residents/${id}`}><strong>{name}</strong></Link> <span className="quiet">{relation && `${t(relation)} · `}{t(SEXES[sex])} · {birthDate}</span></p>
      <p className="quiet">{[address?.fullText ?? place?.name, phone].filter(Boolean).join(' · ')}</p>
      <p className="quiet">{t(STANDINGS[standing])}</p>
    </li>
  );
}
