import type { Role } from '@linli/domain/access/membership.entity';
import { CHOUCHENG, COMMUNITY_A, COMMUNITY_C, JISHUI, JIYUAN, QINYUAN, YIWU } from './layout.ts';

/** A demo account that can sign in. */
export interface DemoSignIn {
  readonly districtId: number;
  readonly district: string;
  readonly login: string;
  readonly password: string;
  /** Who it is, Chinese first. */
  readonly who: string;
  /** Null for the people of an organisation, who hold no role at a place. */
  readonly role: Role | null;
  /** Code of the place where the role is held, or that the organisation serves. */
  readonly place: string;
}

const password = 'linli-demo-1';
const jiyuan = { districtId: JIYUAN, district: '济源市', password };
const yiwu = { districtId: YIWU, district: '义乌市', password };
const firstGrid = `${COMMUNITY_A.code}001`;

/** What the launcher prints. No other demo account has a password. */
export const DEMO_SIGN_INS: readonly DemoSignIn[] = [
  { ...jiyuan, login: 'jiyuan', who: '市管理员 district admin', role: 'DISTRICT_ADMIN', place: String(JIYUAN) },
  { ...jiyuan, login: 'jishui', who: '济水街道管理员 street admin', role: 'STREET_ADMIN', place: JISHUI },
  { ...jiyuan, login: 'qinyuan', who: '沁园街道管理员 street admin', role: 'STREET_ADMIN', place: QINYUAN },
  { ...jiyuan, login: 'yuxian', who: '玉仙社区管理员 community admin', role: 'COMMUNITY_ADMIN', place: COMMUNITY_A.code },
  { ...jiyuan, login: 'wangge', who: '玉仙社区第1网格网格员 grid worker', role: 'GRID_WORKER', place: firstGrid },
  { ...jiyuan, login: 'yanglao', who: '周园社区养老服务中心工作人员 centre staff', role: 'CENTRE_STAFF', place: COMMUNITY_C.code },
  { ...jiyuan, login: 'jumin', who: '玉仙社区居民 resident', role: 'RESIDENT', place: firstGrid },
  { ...jiyuan, login: 'wuye', who: '玉仙社区物业服务公司 property manager', role: null, place: COMMUNITY_A.code },
  { ...yiwu, login: 'yiwu', who: '市管理员 district admin', role: 'DISTRICT_ADMIN', place: String(YIWU) },
  { ...yiwu, login: 'choucheng', who: '稠城街道管理员 street admin', role: 'STREET_ADMIN', place: CHOUCHENG },
];
