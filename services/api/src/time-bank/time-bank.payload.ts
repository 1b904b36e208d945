import { Field, ObjectType } from 'type-graphql';
import { Payload } from '../graphql/command.ts';
import { ExchangeType, ServiceListingType } from './exchange.type.ts';
import { ServiceCertificateType, ServiceTypeType, TimeBankMemberType, TimeBankPolicyType, VolunteerType } from './time-bank.type.ts';

@ObjectType({ simpleResolvers: true, description: 'Answer to the command on the policy.' })
export class TimeBankPolicyPayload extends Payload {
  @Field(() => TimeBankPolicyType, { nullable: true, description: 'The policy as it is now; null when refused.' })
  policy?: TimeBankPolicyType | null;
}

@ObjectType({ simpleResolvers: true, description: 'Answer to the commands on a kind of service.' })
export class ServiceTypePayload extends Payload {
  @Field(() => ServiceTypeType, { nullable: true, description: 'The service as it is now; null when refused.' })
  serviceType?: ServiceTypeType | null;
}

@ObjectType({ simpleResolvers: true, description: 'Answer to the commands on a volunteer.' })
export class VolunteerPayload extends Payload {
  @Field(() => VolunteerType, { nullable: true, description: 'The volunteer as they are now; null when refused.' })
  volunteer?: VolunteerType | null;
}

@ObjectType({ simpleResolvers: true, description: 'Answer to the command that issues a card.' })
export class ConfirmationCardPayload extends Payload {
  @Field(() => String, { nullable: true, description: '卡码 To be printed as QR; shown this once. Null when refused.' })
  code?: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'Answer to the commands on a listing.' })
export class ServiceListingPayload extends Payload {
  @Field(() => ServiceListingType, { nullable: true, description: 'The listing as it is now; null when refused.' })
  listing?: ServiceListingType | null;
}

@ObjectType({ simpleResolvers: true, description: 'Answer to the commands on a service.' })
export class ExchangePayload extends Payload {
  @Field(() => ExchangeType, { nullable: true, description: 'The service as it is now; null when refused.' })
  exchange?: ExchangeType | null;
}

@ObjectType({ simpleResolvers: true, description: 'Answer to the commands on minutes.' })
export class MinutesPayload extends Payload {
  @Field(() => TimeBankMemberType, { nullable: true, description: 'What the resident has now; null when refused.' })
  member?: TimeBankMemberType | null;
}

@ObjectType({ simpleResolvers: true, description: 'Answer to the command that issues a certificate.' })
export class ServiceCertificatePayload extends Payload {
  @Field(() => ServiceCertificateType, { nullable: true, description: 'The certificate; null when refused.' })
  certificate?: ServiceCertificateType | null;
}
