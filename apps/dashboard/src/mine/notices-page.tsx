import type { ReactNode } from 'react';
import NoticesPage from '../notices/notices-page.tsx';
import { mineOf } from './page-of.ts';

/** What one was told, with the ways within the resident's own view. */
export default function MyNoticesPage(): ReactNode {
  return <NoticesPage pageOf={mineOf} />;
}
