import * as z from 'zod/mini';
import type { CommerceCommand } from '#lib/domain/commerce.ts';

/**
 * What we ask a company's own HTTPS endpoint, one POST a question. Written for its engineers in docs/commerce-webhook.md;
 * what it may answer is in commerce-answers.ts.
 */
export const commerceVersion = 1;

/** `t=<unix seconds>,v1=<hex>`: the HMAC-SHA256 of `<t>.<body>`, with one v1 a key while keys are changed. */
export const commerceSignatureHeader = 'cs-ai-signature';
/** On commands only; the same as `data.key`, which is under the signature and therefore the one to believe. */
export const idempotencyHeader = 'idempotency-key';
/** How far a signature's time may be from the receiver's clock, either way. */
export const signatureToleranceSeconds = 300;

const Id = z.string().check(z.minLength(1), z.maxLength(200));
const Text = z.string().check(z.maxLength(2_000));
const Amount = z.int().check(z.minimum(0));
const Currency = z.string().check(z.regex(/^[A-Z]{3}$/));

const RefundData = z.object({
  key: Id,
  customerId: Id,
  orderId: Id,
  lines: z.array(z.object({ lineId: Id, amountMinor: Amount })),
  amountMinor: Amount,
  currency: Currency,
  reason: Text,
});
const CreditData = z.object({ key: Id, customerId: Id, amountMinor: Amount, currency: Currency, reason: Text });
const ChangeData = z.object({
  key: Id,
  customerId: Id,
  subscriptionId: Id,
  change: z.discriminatedUnion('kind', [
    z.object({ kind: z.enum(['pause', 'resume', 'cancel']) }),
    z.object({ kind: z.literal('plan'), plan: Text }),
  ]),
  reason: Text,
});

/** The command's type by our own word for it. */
export const commandTypes = {
  refund: 'refund.create',
  credit: 'credit.create',
  subscription: 'subscription.change',
} as const satisfies Record<CommerceCommand['kind'], string>;

const CommandType = z.enum(['refund.create', 'credit.create', 'subscription.change']);

const FindData = z.object({
  phone: z.optional(Id),
  email: z.optional(Id),
  orderId: z.optional(Id),
  customerId: z.optional(Id),
});

/** What is asked, by type. */
export const CommerceQuestion = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ping'), data: z.object({}) }),
  z.object({ type: z.literal('customers.find'), data: FindData }),
  z.object({ type: z.literal('orders.list'), data: z.object({ customerId: Id }) }),
  z.object({ type: z.literal('orders.get'), data: z.object({ orderId: Id }) }),
  z.object({ type: z.literal('refund.create'), data: RefundData }),
  z.object({ type: z.literal('credit.create'), data: CreditData }),
  z.object({ type: z.literal('subscription.change'), data: ChangeData }),
  z.object({ type: z.literal('result.get'), data: z.object({ key: Id, type: CommandType }) }),
]);
export type CommerceQuestion = z.infer<typeof CommerceQuestion>;
export type CommerceQuestionType = CommerceQuestion['type'];

/** The body of a request. `id` is new at every attempt, the key of a command never is. */
export const CommerceRequest = z.intersection(
  z.object({ version: z.literal(commerceVersion), id: Id, companyId: Id }),
  CommerceQuestion,
);
export type CommerceRequest = z.infer<typeof CommerceRequest>;

/** The question that carries a command out. */
export function toQuestion(command: CommerceCommand): CommerceQuestion {
  switch (command.kind) {
    case 'refund': {
      const { kind, lines, ...data } = command;
      return { type: commandTypes[kind], data: { ...data, lines: [...lines] } };
    }
    case 'credit': {
      const { kind, ...data } = command;
      return { type: commandTypes[kind], data };
    }
    case 'subscription': {
      const { kind, ...data } = command;
      return { type: commandTypes[kind], data };
    }
    default:
      return command satisfies never;
  }
}

/** The command that a question carries; undefined where it is a read. */
export function toCommand(question: CommerceQuestion): CommerceCommand | undefined {
  switch (question.type) {
    case 'refund.create':
      return { kind: 'refund', ...question.data };
    case 'credit.create':
      return { kind: 'credit', ...question.data };
    case 'subscription.change':
      return { kind: 'subscription', ...question.data };
    default:
      return undefined;
  }
}
