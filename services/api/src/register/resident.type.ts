import type { ConsentRow, DisclosureRow, ProxyRow, ResidenceRow, ResidentRow } from '@linli/domain/register/register.read';
import type { CalendarDate } from '@linli/domain/shared/clock';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { changesOf } from '../graphql/changes.ts';
import { connectionOf } from '../graphql/connection.ts';
import { NodeType } from '../graphql/node.type.ts';
import { CalendarDay, DateTime } from '../graphql/scalars.ts';
import { AddressType } from '../places/address.type.ts';
import { DataOriginEnum, PlaceType, WorkerType } from '../places/place.type.ts';
import {
  ArrivalReasonEnum, ConsentChannelEnum, ConsentPurposeEnum, DepartureReasonEnum, KinRelationEnum, ProxyRelationEnum, RelationToHeadEnum, RevealedFieldEnum,
  SexEnum, StandingEnum,
} from './register.enums.ts';

type Shown = 'sex' | 'birthDate' | 'standing' | 'livesFrom' | 'livesTo' | 'hukouCode' | 'relationToHead' | 'arrivalReason' | 'departureReason' | 'livesAlone'
  | 'noKin' | 'disabilityLevel' | 'lastVerifiedAt' | 'erasedAt' | 'dataOrigin' | 'occurredAt' | 'recordedAt';

/** 居民. Masked: what is not shown here is shown by `residentReveal` alone. */
@ObjectType('Resident', { implements: NodeType, simpleResolvers: true, description: '居民 Somebody who lives, or lived, in the district. Personal values are masked.' })
export class ResidentType extends NodeType implements Pick<ResidentRow, Shown> {
  @Field(() => SexEnum, { description: '性别' })
  sex!: ResidentRow['sex'];

  @Field(() => CalendarDay, { description: '出生日期' })
  birthDate!: CalendarDate;

  @Field(() => StandingEnum, { description: '户籍状况' })
  standing!: ResidentRow['standing'];

  @Field(() => CalendarDay, { description: '居住起始日 First day of living so: arrival, birth, the last move or change of standing.' })
  livesFrom!: CalendarDate;

  @Field(() => CalendarDay, { nullable: true, description: '离开日 First day of no longer living in the district; null while they do.' })
  livesTo!: CalendarDate | null;

  @Field(() => String, { nullable: true, description: '户籍地代码 Official code of the division where the hukou is.' })
  hukouCode!: string | null;

  @Field(() => RelationToHeadEnum, { nullable: true, description: '与户主关系 Null outside a household.' })
  relationToHead!: ResidentRow['relationToHead'];

  @Field(() => ArrivalReasonEnum, { nullable: true, description: '来本地原因' })
  arrivalReason!: ResidentRow['arrivalReason'];

  @Field(() => DepartureReasonEnum, { nullable: true, description: '离开原因' })
  departureReason!: ResidentRow['departureReason'];

  @Field(() => Boolean, { description: '独居 Lives alone.' })
  livesAlone!: boolean;

  @Field(() => Boolean, { description: '孤寡 Has no kin to look after them.' })
  noKin!: boolean;

  @Field(() => Int, { nullable: true, description: '残疾等级 1, the most severe, to 4; null without one.' })
  disabilityLevel!: number | null;

  @Field(() => DateTime, { nullable: true, description: '最近核实 When somebody last made sure that this is so.' })
  lastVerifiedAt!: Date | null;

  @Field(() => DateTime, { nullable: true, description: '清除时间 Since when the personal data is gone.' })
  erasedAt!: Date | null;

  @Field(() => DataOriginEnum, { description: '数据来源 Whether it is a demonstration.' })
  dataOrigin!: ResidentRow['dataOrigin'];

  @Field(() => DateTime, { description: '登记时间 When they were registered, as it happened.' })
  occurredAt!: Date;

  @Field(() => DateTime, { description: '录入时间 When this system heard of it.' })
  recordedAt!: Date;
}

export const ResidentConnection = connectionOf('Resident', () => ResidentType);
export const ResidentChanges = changesOf('Resident', () => ResidentType);

/** 居住经历. */
@ObjectType('Residence', { simpleResolvers: true, description: '居住经历 One stay at one place in one standing: what the population is counted from.' })
export class ResidenceType implements Pick<ResidenceRow, 'standing' | 'noKin' | 'livesFrom' | 'livesTo'> {
  @Field(() => PlaceType, { nullable: true, description: '地点' })
  place!: PlaceType | null;

  @Field(() => AddressType, { nullable: true, description: '地址' })
  address!: AddressType | null;

  @Field(() => StandingEnum, { description: '户籍状况' })
  standing!: ResidenceRow['standing'];

  @Field(() => Boolean, { description: '孤寡 Whether they were without kin.' })
  noKin!: boolean;

  @Field(() => CalendarDay, { description: '起 First day.' })
  livesFrom!: CalendarDate;

  @Field(() => CalendarDay, { nullable: true, description: '止 First day of living so no longer; null while they do.' })
  livesTo!: CalendarDate | null;
}

/** 亲属. */
@ObjectType('Kin', { simpleResolvers: true, description: '亲属 One of the kin of a resident, in the register or outside it.' })
export class KinType {
  @Field(() => ID, { description: 'Global id.' })
  id!: string;

  @Field(() => KinRelationEnum, { description: '关系 What they are to the resident.' })
  relation!: string;

  @Field(() => String, { description: '姓名 Masked.' })
  name!: string;

  @Field(() => String, { nullable: true, description: '电话 Masked; null where none is known, or where the kin is a resident.' })
  phone!: string | null;

  @Field(() => ResidentType, { nullable: true, description: '居民 When a resident too, and one that one may see.' })
  resident!: ResidentType | null;
}

/** 代办人. */
@ObjectType('Proxy', { simpleResolvers: true, description: '代办人 That an account may act for a resident.' })
export class ProxyType implements Pick<ProxyRow, 'relation' | 'validFrom' | 'validTo'> {
  @Field(() => ID, { description: 'Global id.' })
  id!: string;

  @Field(() => WorkerType, { nullable: true, description: '代办人 Whose account it is.' })
  holder!: WorkerType | null;

  @Field(() => ProxyRelationEnum, { description: '身份 What they are to the resident.' })
  relation!: ProxyRow['relation'];

  @Field(() => DateTime, { description: '起' })
  validFrom!: Date;

  @Field(() => DateTime, { nullable: true, description: '止 Null while it has no end.' })
  validTo!: Date | null;
}

/** 同意书. */
@ObjectType('Consent', { simpleResolvers: true, description: '同意 What a resident agreed to, in which wording.' })
export class ConsentType implements Pick<ConsentRow, 'purpose' | 'version' | 'channel' | 'evidence' | 'givenAt' | 'recordedAt' | 'withdrawnAt'> {
  @Field(() => ID, { description: 'Global id.' })
  id!: string;

  @Field(() => ConsentPurposeEnum, { description: '事项' })
  purpose!: ConsentRow['purpose'];

  @Field(() => String, { description: '文本版本 Which wording was agreed to.' })
  version!: string;

  @Field(() => ConsentChannelEnum, { description: '方式' })
  channel!: ConsentRow['channel'];

  @Field(() => String, { nullable: true, description: '凭证 Where the signature is kept, or who heard it.' })
  evidence!: string | null;

  @Field(() => DateTime, { description: '同意时间' })
  givenAt!: Date;

  @Field(() => DateTime, { description: '登记时间' })
  recordedAt!: Date;

  @Field(() => DateTime, { nullable: true, description: '撤回时间 Null while it stands.' })
  withdrawnAt!: Date | null;
}

/** 披露记录. */
@ObjectType('Disclosure', { simpleResolvers: true, description: '披露记录 Who was shown what, what for and when.' })
export class DisclosureType implements Pick<DisclosureRow, 'kind' | 'fields' | 'purpose' | 'at'> {
  @Field(() => WorkerType, { nullable: true, description: '查看人 To whom.' })
  account!: WorkerType | null;

  @Field(() => String, { description: 'REVEAL for values shown, CALL for a call placed without showing the number.' })
  kind!: DisclosureRow['kind'];

  @Field(() => [RevealedFieldEnum], { description: '项目 Which values.' })
  fields!: DisclosureRow['fields'];

  @Field(() => String, { description: '用途 What for.' })
  purpose!: string;

  @Field(() => DateTime, { description: '时间' })
  at!: Date;
}
