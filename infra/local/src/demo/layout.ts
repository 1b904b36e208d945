/**
 * Which real place plays which part in the demo. Everything said about these places is made up; only their names,
 * codes and neighbours are real.
 *
 * | part | place | code | what is counted there |
 * |---|---|---|---|
 * | Jiyuan | 济源市, onboarded: 沁园街道 (23 communities) and 济水街道 (12) | 419001 | 15 % floating |
 * | 济水街道 | 济水街道 | 419001002 | 25 % seniors; first response 72 → 24 h; satisfied 65 → 85 % |
 * | A, the pilot | 玉仙社区, 济水街道 | 419001002011 | 2,400 residents, 600 seniors, 360 floating; of these 10 % serve others in the first quarter, 60 % in the last; the pilot of the digital bridge from M13 on |
 * | B | 沁园社区, 沁园街道 | 419001001014 | 900 households in three grids; 261 sort their waste in M21, 765 in M24 |
 * | C | 周园社区, 济水街道 | 419001002009 | time bank; elder care centre |
 * | E | 滨河社区, 济水街道 | 419001002012 | 800 households; 50 elders without kin, 40 of them served at home in M24; property fees (to come) |
 * | F | 河清社区, 沁园街道 | 419001001023 | complaints 50 → 30 a year |
 * | Yiwu | 义乌市, onboarded: six communities of 稠城街道 | 330782 | nothing yet |
 * | D | 绣湖社区, 稠城街道 | 330782001004 | mediation, school enrolment (to come) |
 */
export const JIYUAN = 419001;
export const YIWU = 330782;
export const QINYUAN = '419001001';
export const JISHUI = '419001002';
export const CHOUCHENG = '330782001';

/** A community whose size is fixed, whatever the scale. */
export interface NamedCommunity {
  readonly code: string;
  readonly residents: number;
  readonly households: number;
  readonly seniors?: number;
  readonly floating?: number;
  /** Seniors at home alone, without kin. */
  readonly noKin?: number;
  /** Complaints received in M1–M12 and in M13–M24. */
  readonly complaints?: readonly [number, number];
}

export const COMMUNITY_A = { code: '419001002011', residents: 2_400, households: 900, seniors: 600, floating: 360 } as const;
export const COMMUNITY_B = { code: '419001001014', residents: 2_700, households: 900 } as const;
export const COMMUNITY_C = { code: '419001002009', residents: 1_200, households: 450 } as const;
export const COMMUNITY_E = { code: '419001002012', residents: 2_160, households: 800, noKin: 50 } as const;
export const COMMUNITY_F = { code: '419001001023', residents: 1_000, households: 370, complaints: [50, 30] } as const;
export const COMMUNITY_D = { code: '330782001004', residents: 1_100, households: 420 } as const;

export const NAMED: readonly NamedCommunity[] = [COMMUNITY_A, COMMUNITY_B, COMMUNITY_C, COMMUNITY_D, COMMUNITY_E, COMMUNITY_F];

/** The communities of Yiwu that are onboarded, with 绣湖社区 among them. */
export const YIWU_COMMUNITIES: readonly string[] = ['001', '002', '003', '004', '005', '006'].map(number => CHOUCHENG + number);

/** A figure's way from M1–M3 to M22–M24. */
export type Change = readonly [first: number, last: number];

/** How a street does over the 24 months. */
export interface StreetTrend {
  /** Mean calendar hours to the first response. */
  readonly responseHours: Change;
  readonly satisfied: Change;
  readonly onTime: Change;
  readonly resolved: Change;
  /** Residents aged 60 and over ÷ residents. */
  readonly seniors: number;
}

export const TRENDS: Readonly<Record<string, StreetTrend>> = {
  [JISHUI]: { responseHours: [72, 24], satisfied: [0.65, 0.85], onTime: [0.77, 0.93], resolved: [0.7, 0.88], seniors: 0.25 },
  [QINYUAN]: { responseHours: [60, 31], satisfied: [0.7, 0.82], onTime: [0.81, 0.91], resolved: [0.74, 0.85], seniors: 0.19 },
  [CHOUCHENG]: { responseHours: [48, 20], satisfied: [0.74, 0.88], onTime: [0.84, 0.94], resolved: [0.76, 0.89], seniors: 0.13 },
};

/** Of every other street, which is onboarded in larger demos only. */
export const ORDINARY_TREND: StreetTrend = {
  responseHours: [64, 36], satisfied: [0.68, 0.8], onTime: [0.79, 0.89], resolved: [0.71, 0.82], seniors: 0.2,
};

/** Floating residents ÷ residents, of all that is onboarded. */
export const FLOATING_SHARE: Readonly<Record<number, number>> = { [JIYUAN]: 0.15, [YIWU]: 0.46 };

/** Residents of an average community; a larger demo onboards further streets so that communities do not swell. */
export const RESIDENTS_PER_COMMUNITY = 1_260;
export const HOUSEHOLD_SIZE = 2.67;
export const HOUSEHOLDS_PER_GRID = 300;

/** Where Jiyuan and Yiwu are, `[longitude, latitude]`; the boundaries of grids are drawn from here. */
export const CENTRES: Readonly<Record<number, readonly [number, number]>> = { [JIYUAN]: [112.59, 35.07], [YIWU]: [120.075, 29.306] };
