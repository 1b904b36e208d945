import type { DepartureReason, Resident, Standing } from '@linli/domain/people/resident.entity';
import type { RevealedField } from '@linli/domain/register/disclosure.entity';
import type { CalendarDate } from '@linli/domain/shared/clock';
import { Field, ID, InputType, Int } from 'type-graphql';
import { CommandInput } from '../graphql/command.ts';
import { ExternalInput } from '../graphql/external.input.ts';
import { CalendarDay, DateTime } from '../graphql/scalars.ts';
import { ArrivalReasonEnum, DepartureReasonEnum, RevealedFieldEnum, SexEnum, StandingEnum } from './register.enums.ts';

@InputType({ description: '居民筛选 Which residents; what is absent filters nothing.' })
export class ResidentFilter {
  @Field(() => ID, { nullable: true, description: '地点 Under it; the whole district when absent.' })
  placeId?: string | null;

  @Field(() => [StandingEnum], { nullable: true, description: '户籍状况 One of these.' })
  standings?: Standing[] | null;

  @Field(() => Boolean, { nullable: true, description: '老年人 Aged 60 and over.' })
  senior?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: '独居' })
  livesAlone?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: '孤寡' })
  noKin?: boolean | null;

  @Field(() => DateTime, { nullable: true, description: '未核实 Not verified since this time.' })
  notVerifiedSince?: Date | null;

  @Field(() => Boolean, { nullable: true, description: '在住 Those who live here, when absent too; false for those who have left.' })
  living?: boolean | null;

  @Field(() => String, { nullable: true, description: '地址 Part of the address\'s text.' })
  address?: string | null;
}

/** What is known of a person and may be corrected. */
@InputType()
abstract class DetailsInput extends CommandInput {
  @Field(() => SexEnum, { nullable: true, description: '性别 Of somebody new, told by the ID number when absent.' })
  sex?: Resident['sex'] | null;

  @Field(() => CalendarDay, { nullable: true, description: '出生日期 Of somebody new, told by the ID number when absent.' })
  birthDate?: CalendarDate | null;

  @Field(() => String, { nullable: true, description: '身份证号 With its check digit; kept sealed. Null takes it away.' })
  idNumber?: string | null;

  @Field(() => String, { nullable: true, description: '手机号 Kept sealed. Null takes it away.' })
  phone?: string | null;

  @Field(() => String, { nullable: true, description: '户籍地代码 Official code, 6, 9 or 12 digits.' })
  hukouCode?: string | null;

  @Field(() => ArrivalReasonEnum, { nullable: true, description: '来本地原因' })
  arrivalReason?: NonNullable<Resident['arrivalReason']> | null;

  @Field(() => Boolean, { nullable: true, description: '独居' })
  livesAlone?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: '孤寡' })
  noKin?: boolean | null;

  @Field(() => Int, { nullable: true, description: '残疾等级 1 to 4.' })
  disabilityLevel?: number | null;
}

@InputType({ description: '居民登记 Somebody who lives at a place.' })
export class ResidentRegisterInput extends DetailsInput {
  @Field(() => ID, { description: '居住地 Where they live; the deepest place known.' })
  placeId!: string;

  @Field(() => ID, { nullable: true, description: '地址 An address of that place.' })
  addressId?: string | null;

  @Field(() => String, { description: '姓名' })
  name!: string;

  @Field(() => StandingEnum, { description: '户籍状况' })
  standing!: Standing;

  @Field(() => CalendarDay, { nullable: true, description: '居住起始日 Since when they live there; today when absent.' })
  livesFrom?: CalendarDate | null;

  @Field(() => DateTime, { nullable: true, description: '登记时间 When it happened, when that was not now.' })
  occurredAt?: Date | null;

  @Field(() => ExternalInput, { nullable: true, description: '外部编号 By which they are recognised again.' })
  external?: ExternalInput | null;
}

/** A command on one resident. */
@InputType({ description: '居民操作 A command on one resident.' })
export class ResidentInput extends CommandInput {
  @Field(() => ID, { description: '居民 Whom it is about.' })
  residentId!: string;
}

@InputType({ description: '更正 What is known of a resident; what is absent stays.' })
export class ResidentCorrectInput extends DetailsInput {
  @Field(() => ID, { description: '居民 Whom it is about.' })
  residentId!: string;

  @Field(() => String, { nullable: true, description: '姓名' })
  name?: string | null;
}

@InputType({ description: '户籍状况变更 Where the hukou is has changed.' })
export class ResidentChangeStandingInput extends ResidentInput {
  @Field(() => StandingEnum, { description: '户籍状况' })
  standing!: Standing;

  @Field(() => CalendarDay, { description: '自何日起 From which day on.' })
  day!: CalendarDate;
}

@InputType({ description: '区内迁移 Living elsewhere in the district.' })
export class ResidentMoveInput extends ResidentInput {
  @Field(() => ID, { description: '新居住地' })
  placeId!: string;

  @Field(() => ID, { nullable: true, description: '新地址 An address of that place.' })
  addressId?: string | null;

  @Field(() => CalendarDay, { description: '自何日起 From which day on.' })
  day!: CalendarDate;
}

@InputType({ description: '离开 Living in the district no longer.' })
export class ResidentDepartInput extends ResidentInput {
  @Field(() => CalendarDay, { description: '自何日起 From which day on.' })
  day!: CalendarDate;

  @Field(() => DepartureReasonEnum, { description: '原因 DIED has the same effect as `residentDie`.' })
  reason!: DepartureReason;
}

@InputType({ description: '死亡登记 A death.' })
export class ResidentDieInput extends ResidentInput {
  @Field(() => CalendarDay, { description: '死亡日期' })
  day!: CalendarDate;
}

@InputType({ description: '返回 Living in the district again.' })
export class ResidentComeBackInput extends ResidentInput {
  @Field(() => ID, { description: '居住地' })
  placeId!: string;

  @Field(() => ID, { nullable: true, description: '地址 An address of that place.' })
  addressId?: string | null;

  @Field(() => StandingEnum, { description: '户籍状况' })
  standing!: Standing;

  @Field(() => CalendarDay, { description: '自何日起 From which day on.' })
  livesFrom!: CalendarDate;
}

@InputType({ description: '出生登记 A child born into the household of a resident.' })
export class ResidentBirthInput extends CommandInput {
  @Field(() => ID, { description: '母亲或另一位父母 The resident whose child it is.' })
  parentId!: string;

  @Field(() => String, { description: '姓名' })
  name!: string;

  @Field(() => SexEnum, { description: '性别' })
  sex!: Resident['sex'];

  @Field(() => CalendarDay, { description: '出生日期' })
  birthDate!: CalendarDate;

  @Field(() => String, { nullable: true, description: '身份证号' })
  idNumber?: string | null;

  @Field(() => DateTime, { nullable: true, description: '登记时间 When it happened, when that was not now.' })
  occurredAt?: Date | null;
}

@InputType({ description: '核实 Somebody made sure that the record is true.' })
export class ResidentVerifyInput extends ResidentInput {
  @Field(() => DateTime, { nullable: true, description: '核实时间 When it happened, when that was not now.' })
  occurredAt?: Date | null;
}

@InputType({ description: '联系居民 A call placed without showing the number.' })
export class ResidentCallInput extends ResidentInput {
  @Field(() => String, { nullable: true, description: '用途 What for; taken from the case where one is given.' })
  purpose?: string | null;

  @Field(() => ID, { nullable: true, description: '诉求 The open case that it is for.' })
  caseId?: string | null;
}

@InputType({ description: '查看明文 Values to be shown plainly.' })
export class ResidentRevealInput extends ResidentCallInput {
  @Field(() => [RevealedFieldEnum], { description: '项目 Which values.' })
  fields!: RevealedField[];
}
