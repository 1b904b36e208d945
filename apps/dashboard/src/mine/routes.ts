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
  readonly load: Load;
}

type Load = () => Promise<{ default: ComponentType }>;
const page = (path: string, title: Words, icon: ComponentType | null, load: Load): MineRoute => ({ path, title, icon, page: lazy(load), load });

export const MINE_ROUTES: readonly MineRoute[] = [
  page('/mine', mine.home, HomeOutlined, () => import('./home-page.tsx')),
  page('/mine/activities', mine.activities, CalendarOutlined, () => import('./activities-page.tsx')),
  page('/mine/care', mine.care, CoffeeOutlined, () => import('./care-page.tsx')),
  page('/mine/points', mine.points, GiftOutlined, () => import('./points-page.tsx')),
  page('/mine/time', mine.time, ClockCircleOutlined, () => import('./time-page.tsx')),
  page('/mine/cases', mine.cases, CarryOutOutlined, () => import('./cases-page.tsx')),
  page('/mine/cases/:id', mine.cases, null, () => import('./case-page.tsx')),
  page('/mine/notices', mine.notices, null, () => import('./notices-page.tsx')),
];
