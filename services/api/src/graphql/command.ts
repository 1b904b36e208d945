import { Refusal, Refusals, type RefusalCode } from '@linli/domain/shared/refusal';
import { Arg, Field, InputType, Mutation, ObjectType, UseMiddleware, registerEnumType, type ClassType, type MiddlewareFn } from 'type-graphql';
import type { Context } from './operation.ts';

const CODES = {
  NOT_FOUND: 'NOT_FOUND', NOT_ALLOWED: 'NOT_ALLOWED', WRONG_STATE: 'WRONG_STATE', INVALID: 'INVALID', CONFLICT: 'CONFLICT',
  INSUFFICIENT: 'INSUFFICIENT', TOO_MANY_ATTEMPTS: 'TOO_MANY_ATTEMPTS',
} as const satisfies Record<RefusalCode, RefusalCode>;
registerEnumType(CODES, {
  name: 'UserErrorCode',
  description: '拒绝原因 Why a command was refused.',
  valuesConfig: {
    NOT_FOUND: { description: 'There is no such thing, or none that you may see.' },
    NOT_ALLOWED: { description: 'It is there, but you may not do this with it.' },
    WRONG_STATE: { description: 'Not in the state that it is in.' },
    INVALID: { description: 'The input cannot be right.' },
    CONFLICT: { description: 'It collides with something done before.' },
    INSUFFICIENT: { description: 'There is not enough of what it takes.' },
    TOO_MANY_ATTEMPTS: { description: 'Tried too often; wait.' },
  },
});

/** An expected "no" to a command. */
@ObjectType({ simpleResolvers: true, description: '业务拒绝 An expected "no" to a command; nothing was changed.' })
export class UserError {
  @Field(() => CODES, { description: 'Why, for programs.' })
  code!: RefusalCode;

  @Field(() => String, { description: 'Why, for people.' })
  message!: string;

  @Field(() => [String], { description: 'Path of the offending input field; empty when it is the command as a whole.' })
  field!: readonly string[];
}

/** What every command answers with. */
@ObjectType()
export abstract class Payload {
  @Field(() => [UserError], { description: 'Why the command was refused; empty when it was carried out.' })
  userErrors?: UserError[];
}

/** What every command may carry. */
@InputType()
export abstract class CommandInput {
  @Field(() => String, {
    nullable: true,
    description: 'Chosen by the client, unique among its commands: sent again with the same key and input, a command has one effect.',
  })
  idempotencyKey?: string | null;
}

/** Turns a {@link Refusal} into `userErrors`, in this one place, and lets what follows read the new data. */
const answer: MiddlewareFn<Context> = async ({ context }, next) => {
  await context.operation.release(); // a command that waits for a lock keeps no reader waiting
  try {
    const payload = (await next()) as object;
    await context.operation.release();
    return { userErrors: [], ...payload };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    await context.operation.release();
    return { userErrors: (error instanceof Refusals ? error.all : [error]).map(({ code, message, field }) => ({ code, message, field })) };
  }
};

/** A mutation that answers with a payload and its user errors. */
export function Command(payload: () => ClassType, description: string): MethodDecorator {
  return (target, key, descriptor) => {
    Mutation(payload, { description })(target, key, descriptor);
    UseMiddleware(answer)(target, key, descriptor);
  };
}

/** The one argument of a command. */
export function Input(type: () => ClassType): ParameterDecorator {
  return Arg('input', type, { description: '输入 What the command needs.' }) as ParameterDecorator;
}
