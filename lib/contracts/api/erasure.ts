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
  }),
});

export const eraseCustomer = apiContract({
  route: 'eraseCustomer',
  summary:
    'Deletes all conversations of a customer for good, and records that it was done; carried out in the background',
  replies: { 202: ErasureView },
});

export const getErasure = apiContract({
  route: 'getErasure',
  summary: "How far the deletion of a customer's conversations is",
  replies: { 200: ErasureView },
});
