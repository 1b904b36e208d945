import type { Deed } from '../agenda.ts';
import { JISHUI, QINYUAN } from '../layout.ts';
import type { DemoTime } from '../months.ts';
import type { Past } from '../past.ts';
import type { MadeDistrict } from '../places.ts';
import { fen, received } from './money.ts';

/** A program of a whole street, which outside sponsors pay for year by year, and which pays each quarter. */
interface StreetProgram {
  readonly street: string;
  readonly title: string;
  /** Month, from 1, in which it begins. */
  readonly begins: number;
  readonly sponsor: string;
  /** What the sponsor gives a year, and what is spent a quarter, in yuan. */
  readonly aYear: number;
  readonly aQuarter: number;
  readonly purpose: string;
  readonly payee: string;
}

const PROGRAMS: readonly StreetProgram[] = [
  { street: JISHUI, title: '银龄助餐行动', begins: 2, sponsor: '济水邻里公益基金会（演示）', aYear: 90_000, aQuarter: 18_000, purpose: '助餐补贴', payee: '济水街道助餐点' },
  { street: QINYUAN, title: '楼道微更新', begins: 3, sponsor: '沁园联合商会（演示）', aYear: 80_000, aQuarter: 16_000, purpose: '楼道照明和扶手', payee: '沁园街道维修队' },
  { street: QINYUAN, title: '儿童放学来', begins: 5, sponsor: '沁园爱心企业联盟（演示）', aYear: 60_000, aQuarter: 12_500, purpose: '托管教师补贴', payee: '沁园青少年服务社' },
];
const [DAY, HOUR] = [86_400_000, 3_600_000];

/** What the street programs do over the months. */
export function streetPrograms(past: Past, { streets }: MadeDistrict, { months, lastDay, firstDay }: DemoTime): Deed[] {
  const { programs, money } = past.domain.programs;
  return PROGRAMS.flatMap(({ street: code, title, begins, sponsor, aYear, aQuarter, purpose, payee }) => {
    const street = streets.find(({ plan }) => plan.code === code);
    if (!street) return [];
    let programId = '';
    const actor = () => past.actor('STREET_ADMIN', street.id);
    const begin = async () => {
      const terms = { title, beginsOn: firstDay, endsOn: lastDay, budget: fen(4 * aYear), outcome: null };
      ({ id: programId } = await programs.create(past.by, { placeId: street.id, ...terms, from: { parts: [] } }));
      await programs.start(past.by, programId);
    };
    return months.filter(({ number }) => number >= begins).flatMap(({ number, from }): Deed[] => {
      const at = (day: number) => new Date(from.getTime() + day * DAY + 10 * HOUR);
      const since = number - begins;
      return [
        ...(since === 0 ? [{ at: at(1), run: begin }] : []),
        ...(since % 12 === 0 ? [{ at: at(5), run: async () => money.receive(await actor(), received(programId, sponsor, 'OUTSIDE', aYear)) }] : []),
        ...(since % 3 === 2 ? [{ at: at(20), run: async () => money.spend(await actor(), { programId, amount: fen(aQuarter), purpose, payee, spentAt: null }) }] : []),
      ];
    });
  });
}
