import { Field, ObjectType } from 'type-graphql';
import { Payload } from '../graphql/command.ts';
import { BridgeItemType, BuddyContactType, BuddyPairType, ServiceTransactionType, SkillObservationType } from './bridge.type.ts';

@ObjectType({ simpleResolvers: true, description: 'Answer to the commands on the lists of skills and services.' })
export class BridgeItemPayload extends Payload {
  @Field(() => BridgeItemType, { nullable: true, description: 'The line as it is now; null when refused.' })
  item?: BridgeItemType | null;
}

@ObjectType({ simpleResolvers: true, description: 'Answer to the commands on what was seen of skills.' })
export class SkillObservationPayload extends Payload {
  @Field(() => SkillObservationType, { nullable: true, description: 'The observation as it is now; null when refused.' })
  observation?: SkillObservationType | null;
}

@ObjectType({ simpleResolvers: true, description: 'Answer to the commands on buddy pairs.' })
export class BuddyPairPayload extends Payload {
  @Field(() => BuddyPairType, { nullable: true, description: 'The pair as it is now; null when refused.' })
  pair?: BuddyPairType | null;
}

@ObjectType({ simpleResolvers: true, description: 'Answer to the command on the log of a pair.' })
export class BuddyContactPayload extends Payload {
  @Field(() => BuddyContactType, { nullable: true, description: 'The line; null when refused.' })
  contact?: BuddyContactType | null;
}

@ObjectType({ simpleResolvers: true, description: 'Answer to the commands on service transactions.' })
export class ServiceTransactionPayload extends Payload {
  @Field(() => ServiceTransactionType, { nullable: true, description: 'The transaction as it is now; null when refused.' })
  transaction?: ServiceTransactionType | null;
}
