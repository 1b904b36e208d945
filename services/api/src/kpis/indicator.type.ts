import type { Verdict } from '@linli/domain/kpis/comparison/fair.rule';
import type { ComparedGroup } from '@linli/domain/kpis/comparison/groups';
import type { Interval } from '@linli/domain/kpis/comparison/intervals.rule';
import type { Likeness } from '@linli/domain/kpis/comparison/peers.rule';
import type { RankInterval } from '@linli/domain/kpis/comparison/ranks.rule';
import type { IndicatorValue } from '@linli/domain/kpis/engine/values';
import type { TargetRow } from '@linli/domain/kpis/targets/targets.read';
import type { Better, Indicator, PeriodKind, Unit } from '@linli/domain/kpis/language/indicator';
import type { CalendarDate } from '@linli/domain/shared/clock';
import { Field, Float, ID, InputType, Int, ObjectType, createUnionType } from 'type-graphql';
import { enumOf } from '../graphql/enums.ts';
import { CalendarDay, DateTime, Revision } from '../graphql/scalars.ts';
import { PlaceLevelEnum, PlaceType } from '../places/place.type.ts';
import type { PlaceLevel } from '@linli/domain/places/place.entity';

export const UnitEnum = enumOf<Unit>('IndicatorUnit', '单位 What a value is written in.', {
  RATIO: '比率 0 to 1.',
  HOURS: '小时',
  COUNT: '数量',
  YUAN: '元',
  PER_1000: '每千人',
});
export const BetterEnum = enumOf<Better>('IndicatorBetter', '方向 Which direction is progress.', {
  HIGHER: '越高越好', LOWER: '越低越好', NEITHER: '不宜单独评判 Recording less would look like progress.',
});
export const VerdictEnum = enumOf<Verdict>('Verdict', '结论 What a difference from what all have together means, asked with 99.8 %: chance alone seldom gets that far.', {
  BETTER: '明显较好', AS_EXPECTED: '正常范围 Within what chance does.', WORSE: '明显较差', UNUSUAL: '异常 Beyond chance, of an indicator where more is neither better nor worse.', TOO_FEW: '样本过少 Not to be judged.',
});
export const PeriodKindEnum = enumOf<PeriodKind>('PeriodKind', '周期 Kinds of period, in Asia/Shanghai.', {
  DAY: '日', WEEK: '周 Monday to Sunday.', MONTH: '月', QUARTER: '季', YEAR: '年',
  ROLLING_12: '近12个月 The twelve months that end with a day; without a value until a place has worked with the system for as long.', CUMULATIVE: '累计 From the beginning.',
});

/** What a figure says about itself. */
export const FIGURE_STATES = ['OK', 'TOO_FEW', 'NO_DATA', 'NOT_ONBOARDED', 'NOT_COUNTED'] as const;
export type FigureState = (typeof FIGURE_STATES)[number];
export const FigureStateEnum = enumOf<FigureState>('FigureState', '数据状态 Whether a figure can be read as it stands.', {
  OK: '正常', TOO_FEW: '样本过少 Below the indicator\'s minimum; do not judge by it.',
  NO_DATA: '无数据 Nothing to divide by.',
  NOT_ONBOARDED: '未接入 The place does not work with the system yet.',
  NOT_COUNTED: '统计中 A new definition, which is being counted from the records for the first time.',
});

@ObjectType('Label', { simpleResolvers: true, description: '标签 Text for people in two languages.' })
export class LabelType {
  @Field(() => String, { description: '中文' })
  zh!: string;

  @Field(() => String, { description: 'English' })
  en!: string;
}

/** 指标口径. */
@ObjectType('Indicator', { simpleResolvers: true, description: '指标 An indicator with everything needed not to misread it.' })
export class IndicatorType implements Pick<Indicator, 'key' | 'unit' | 'better' | 'minimumN' | 'version'> {
  @Field(() => String, { description: '代码 e.g. `case.on_time_rate`.' })
  key!: string;

  @Field(() => LabelType, { description: '名称' })
  title!: LabelType;

  @Field(() => UnitEnum, { description: '单位' })
  unit!: Unit;

  @Field(() => BetterEnum, { description: '方向' })
  better!: Better;

  @Field(() => LabelType, { description: '统计对象 Who or what is counted.' })
  population!: LabelType;

  @Field(() => LabelType, { nullable: true, description: '分子与分母 How numerator and denominator go together, where they are not of the same records.' })
  across?: LabelType | undefined;

  @Field(() => LabelType, { description: '归属时间 Which time puts a record into a period.' })
  attribution!: LabelType;

  @Field(() => LabelType, { nullable: true, description: '排除范围 What is left out.' })
  exclusions?: LabelType | undefined;

  @Field(() => Int, { description: '最小样本 Below this denominator a value should not be judged.' })
  minimumN!: number;

  @Field(() => [PeriodKindEnum], { description: '周期 Periods it exists for.' })
  periods!: readonly PeriodKind[];

  @Field(() => String, { description: '来源 Where the definition comes from.' })
  source!: string;

  @Field(() => Int, { description: '口径版本 Raised when the meaning changes.' })
  version!: number;
}

@ObjectType('Period', { simpleResolvers: true, description: '时段 A period of whole days; `to` is the first day after it.' })
export class PeriodType {
  @Field(() => PeriodKindEnum, { description: '周期' })
  kind!: PeriodKind;

  @Field(() => CalendarDay, { description: '起 First day.' })
  from!: CalendarDate;

  @Field(() => CalendarDay, { description: '止 First day after.' })
  to!: CalendarDate;
}

/** 指标值. */
@ObjectType('IndicatorValue', { simpleResolvers: true, description: '指标值 One figure: an indicator at a place in a period, with what it was made from.' })
export class IndicatorValueType {
  @Field(() => IndicatorType, { description: '指标' })
  indicator!: IndicatorType;

  @Field(() => PlaceType, { description: '地点' })
  place!: PlaceType;

  @Field(() => PeriodType, { description: '时段' })
  period!: PeriodType;

  @Field(() => Float, { nullable: true, description: '值 In the indicator\'s unit; null when there is no data.' })
  value!: number | null;

  @Field(() => Float, { description: '分子 Whole: a count, or minutes, or fen.' })
  numerator!: number;

  @Field(() => Float, { nullable: true, description: '分母 n; null for plain counts and sums.' })
  denominator!: number | null;

  @Field(() => FigureStateEnum, { description: '数据状态' })
  state!: FigureState;

  readonly figure!: IndicatorValue;
  /** Whether this is what was counted at an earlier moment, whose records may have changed since. */
  readonly past!: boolean;
}

@ObjectType('ValueRange', { simpleResolvers: true, description: '区间 From one value to another, in the indicator\'s unit.' })
export class ValueRangeType implements Interval {
  @Field(() => Float, { description: '下限' })
  low!: number;

  @Field(() => Float, { description: '上限' })
  high!: number;
}

@ObjectType('RankRange', { simpleResolvers: true, description: '名次区间 Among which ranks a place certainly stands, all places at once with 95 %; 1 is the best.' })
export class RankRangeType implements RankInterval {
  @Field(() => Int, { description: '最好名次' })
  from!: number;

  @Field(() => Int, { description: '最差名次' })
  to!: number;
}

/** 评判. */
@ObjectType('PlaceStanding', { simpleResolvers: true, description: '评判 Where a place stands among those compared: how much of the difference may be chance.' })
export class StandingType {
  @Field(() => ValueRangeType, { description: '置信区间 Where the true rate lies with 95 %: Wilson\'s interval of a share, the score interval of a rate.' })
  interval!: Interval;

  @Field(() => ValueRangeType, { nullable: true, description: '95% 控制限 Where a place of its size stays by chance in 95 of 100 periods; wider where all places differ by more than chance. Null where nobody is compared.' })
  usual!: Interval | null;

  @Field(() => ValueRangeType, { nullable: true, description: '99.8% 控制限 The same in 998 of 1,000. What the verdict asks for.' })
  nearlyAlways!: Interval | null;

  @Field(() => VerdictEnum, { description: '结论' })
  verdict!: Verdict;

  @Field(() => Float, { description: '收缩值 The value drawn towards what all have together, the more the smaller the place (empirical Bayes).' })
  shrunk!: number;

  @Field(() => RankRangeType, { nullable: true, description: '名次区间 Null unless the district shows ranks, and where nothing is better or too little is known.' })
  ranks!: RankInterval | null;
}

@ObjectType('IndicatorTarget', { simpleResolvers: true, description: '目标 What a place is to reach in a period.' })
export class TargetType {
  @Field(() => IndicatorType, { description: '指标' })
  indicator!: IndicatorType;

  @Field(() => PlaceType, { description: '地点 Where it was set: it holds for the places under it that have none of their own.' })
  place!: PlaceType;

  @Field(() => PeriodType, { description: '时段' })
  period!: PeriodType;

  @Field(() => Float, { description: '目标值 In the indicator\'s unit.' })
  value!: number;
}

@ObjectType('TargetDistance', { simpleResolvers: true, description: '目标差距 A figure beside its target.' })
export class TargetDistanceType {
  @Field(() => TargetType, { description: '目标' })
  target!: TargetType;

  @Field(() => Float, { nullable: true, description: '差距 The value less the target, in the indicator\'s unit; null when there is no value.' })
  distance!: number | null;

  @Field(() => Boolean, { nullable: true, description: '是否达标 Null when there is no value, and where neither direction is progress.' })
  met!: boolean | null;
}

/** 对比. */
@ObjectType('ComparedValue', { simpleResolvers: true, description: '对比值 A figure beside the period before and a year ago, and where it stands.' })
export class ComparedValueType {
  @Field(() => IndicatorValueType, { description: '本期' })
  current!: IndicatorValueType;

  @Field(() => IndicatorValueType, { nullable: true, description: '上期 The period before; null for CUMULATIVE.' })
  previous!: IndicatorValueType | null;

  @Field(() => IndicatorValueType, { nullable: true, description: '去年同期 The same period a year ago; null for CUMULATIVE.' })
  yearAgo!: IndicatorValueType | null;

  readonly compared!: Compared;
}

/** What is read or computed once for all values of a comparison, when it is asked for. */
export interface Compared {
  readonly groups: () => readonly ComparedGroup[];
  readonly showsRanks: () => Promise<boolean>;
  readonly likenesses: () => Promise<readonly Likeness[]>;
  readonly targets: () => Promise<ReadonlyMap<string, TargetRow>>;
}

@ObjectType('ComparedIndicator', { simpleResolvers: true, description: '总体 What all places compared have together, of one indicator.' })
export class ComparedIndicatorType {
  @Field(() => IndicatorType, { description: '指标' })
  indicator!: IndicatorType;

  @Field(() => Float, { nullable: true, description: '总体水平 All numerators ÷ all denominators. Null for a single place.' })
  rate!: number | null;

  @Field(() => Float, { nullable: true, description: '离散系数 How many times more than by chance the places differ (Spiegelhalter 2005); 1 where chance explains it.' })
  dispersion!: number | null;
}

@ObjectType('Comparison', { simpleResolvers: true, description: '比较 The places of one level side by side, read at one revision.' })
export class ComparisonType {
  @Field(() => Revision, { description: '版本号 Give it as `sinceRevision` to follow what changes from here.' })
  revision!: number;

  @Field(() => PeriodType, { description: '时段' })
  period!: PeriodType;

  @Field(() => [ComparedValueType], { description: 'Places by code, and the asked indicators of each in their order.' })
  values!: ComparedValueType[];

  readonly compared!: Compared;
}

@InputType({ description: '时段 The period of a kind that a day falls in.' })
export class PeriodInput {
  @Field(() => PeriodKindEnum, { description: '周期' })
  kind!: PeriodKind;

  @Field(() => CalendarDay, { nullable: true, description: '日期 A day in it; today when absent.' })
  day?: CalendarDate | null;
}

@InputType({ description: '筛选 Which figures to follow.' })
export class IndicatorFilter {
  @Field(() => [ID], { nullable: true, description: '地点 These places.' })
  placeIds?: string[] | null;

  @Field(() => ID, { nullable: true, description: '上级地点 All places of `level` under this one.' })
  under?: string | null;

  @Field(() => PlaceLevelEnum, { nullable: true, description: '层级 Of the places under `under`.' })
  level?: PlaceLevel | null;

  @Field(() => [String], { description: '指标 Keys of indicators.' })
  indicators!: string[];

  @Field(() => PeriodInput, { description: '时段 The running one when it has no day.' })
  period!: PeriodInput;
}

@ObjectType('IndicatorChange', { simpleResolvers: true, description: '指标更新 Figures that changed, as they are at one revision.' })
export class IndicatorChange {
  @Field(() => Revision, { description: '版本号 Give the last one seen as `sinceRevision` after a lost connection.' })
  revision!: number;

  @Field(() => DateTime, { description: '统计时间 When this was counted.' })
  countedAt!: Date;

  @Field(() => [IndicatorValueType], { description: 'The changed figures.' })
  values!: IndicatorValueType[];
}

@ObjectType('IndicatorResync', { simpleResolvers: true, description: '需要重新读取 The asked revision is too old to continue from: read the figures again.' })
export class IndicatorResync {
  @Field(() => Revision, { description: '版本号 Where the figures stand now.' })
  revision!: number;
}

export const IndicatorEvent = createUnionType({
  name: 'IndicatorEvent',
  description: '指标事件 What a subscriber of figures is sent.',
  types: () => [IndicatorChange, IndicatorResync] as const,
  resolveType: value => ('values' in value ? IndicatorChange : IndicatorResync),
});
