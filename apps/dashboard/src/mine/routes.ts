import CalendarOutlined from '@ant-design/icons/CalendarOutlined';
import CarryOutOutlined from '@ant-design/icons/CarryOutOutlined';
import ClockCircleOutlined from '@ant-design/icons/ClockCircleOutlined';
import CoffeeOutlined from '@ant-design/icons/CoffeeOutlined';
import GiftOutlined from '@ant-design/icons/GiftOutlined';
import HomeOutlined from '@ant-design/icons/HomeOutlined';
import { lazy, type ComponentType } from 'react';
import type { Words } from '../words.ts';
import { mine } from './words.ts';

/** A page of the resident's own view. */
export interface MineRoute {
  readonly path: string;
  readonly title: Words;
  readonly icon: ComponentType | null;
  readonly page: ComponentType;
}

export const MINE_ROUTES: readonly MineRoute[] = [
  { path: '/mine', title: mine.home, icon: HomeOutlined, page: lazy(() => import('./home-page.tsx')) },
  { path: '/mine/activities', title: mine.activities, icon: CalendarOutlined, page: lazy(() => import('./activities-page.tsx')) },
  { path: '/mine/care', title: mine.care, icon: CoffeeOutlined, page: lazy(() => import('./care-page.tsx')) },
  { path: '/mine/points', title: mine.points, icon: GiftOutlined, page: lazy(() => import('./points-page.tsx')) },
  { path: '/mine/time', title: mine.time, icon: ClockCircleOutlined, page: lazy(() => import('./time-page.tsx')) },
  { path: '/mine/cases', title: mine.cases, icon: CarryOutOutlined, page: lazy(() => import('./cases-page.tsx')) },
  { path: '/mine/cases/:id', title: mine.cases, icon: null, page: lazy(() => import('./case-page.tsx')) },
  { path: '/mine/notices', title: mine.notices, icon: null, page: lazy(() => import('./notices-page.tsx')) },
];
