import * as z from 'zod/mini';
import { apiContract } from '#lib/contracts/api/contract.ts';

const ErasureView = z.object({
  erasureId: z.string(),
  state: z.enum(['running', 'done']),
  round: z.number(),
  requestedBy: z.string(),
  requestedAt: z.string(),
  finishedAt: z.optional(z.string()),
  /** Rows that went, of all rounds together. */
  erased: z.object({
    sessions: z.number(),
    messages: z.number(),
    calls: z.number(),
    callbacks: z.number(),
    /** Of the ledger, whose rows stay without their words. */
    actions: z.number(),
    /** Calls that your software asked for. */
    requests: z.number(),
  }),
});

/** A customer's id as the company's own software writes it. Never shortened, trimmed or folded: another text, another customer. */
const customerId = z.string().check(
  z.minLength(1),
  z.maxLength(200),
  z.refine((text) => text.isWellFormed(), 'must be well-formed text'),
);
const named = z.object({ customerId });

const erasing = {
  summary:
    'Deletes all that there is of a customer for good, and records that it was done; carried out in the background',
  replies: { 202: ErasureView },
} as const;
const asking = {
  summary: 'How far the deletion of a customer is',
  replies: { 200: ErasureView },
} as const;

export const eraseCustomer = apiContract({ route: 'eraseCustomer', path: named, foreignIds: true, ...erasing });
export const getErasure = apiContract({ route: 'getErasure', path: named, foreignIds: true, ...asking });

/** The same for ids that a path does not carry safely: gateways decode paths, and some twice. */
const inQuery = 'with the id in the query, as ids with / ? % or # in them need it';
export const eraseNamedCustomer = apiContract({
  route: 'eraseNamedCustomer',
  query: named,
  ...erasing,
  summary: `${erasing.summary}: ${inQuery}`,
});
export const getNamedErasure = apiContract({
  route: 'getNamedErasure',
  query: named,
  ...asking,
  summary: `${asking.summary}: ${inQuery}`,
  problems: [404],
});
