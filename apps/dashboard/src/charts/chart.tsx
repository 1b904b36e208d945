import { lazy, Suspense, type ReactNode } from 'react';
import { Loading } from '../ui/notice.tsx';
import type { CanvasProps } from './canvas.tsx';

const Canvas = lazy(() => import('./canvas.tsx'));

/** A chart of the library, which comes with the first one that is shown. */
export function Chart(props: CanvasProps): ReactNode {
  return <Suspense fallback={<Loading rows={6} />}><Canvas {...props} /></Suspense>;
}
