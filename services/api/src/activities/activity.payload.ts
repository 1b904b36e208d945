import { Field, ObjectType } from 'type-graphql';
import { Payload } from '../graphql/command.ts';
import { ActivityAttendanceType, ActivitySessionType, ActivitySignUpType, ActivityType } from './activity.type.ts';

@ObjectType({ simpleResolvers: true, description: 'Answer to the commands on an activity.' })
export class ActivityPayload extends Payload {
  @Field(() => ActivityType, { nullable: true, description: 'The activity as it is now; null when refused.' })
  activity?: ActivityType | null;
}

@ObjectType({ simpleResolvers: true, description: 'Answer to the commands on a session.' })
export class ActivitySessionPayload extends Payload {
  @Field(() => ActivitySessionType, { nullable: true, description: 'The session as it is now; null when refused.' })
  session?: ActivitySessionType | null;
}

@ObjectType({ simpleResolvers: true, description: 'Answer to the commands on a sign-up.' })
export class ActivitySignUpPayload extends Payload {
  @Field(() => ActivitySignUpType, { nullable: true, description: 'The sign-up as it is now; null when refused.' })
  signUp?: ActivitySignUpType | null;
}

@ObjectType({ simpleResolvers: true, description: 'Answer to the commands on an attendance.' })
export class ActivityAttendancePayload extends Payload {
  @Field(() => ActivityAttendanceType, { nullable: true, description: 'The attendance as it is now; null when refused.' })
  attendance?: ActivityAttendanceType | null;
}
