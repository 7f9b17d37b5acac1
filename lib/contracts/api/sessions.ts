import * as z from 'zod/mini';
import { apiContract } from '#lib/contracts/api/contract.ts';
import { escalationStates } from '#lib/domain/escalation.ts';

const oneLine = (max: number) => z.string().check(z.trim(), z.minLength(1), z.maxLength(max));

export const escalateSession = apiContract({
  route: 'escalateSession',
  summary:
    "Puts the caller of a live session through to the company's people, once however often it is asked for; tells them of a chat",
  body: z.object({
    /** Told to the person who picks up, before the caller is joined, and texted to the team. */
    reason: oneLine(300),
  }),
  replies: {
    202: z.object({
      sessionId: z.string(),
      /** Which wish for a person of this session it is. */
      attempt: z.number(),
      state: z.enum(escalationStates),
      /** A transfer was under way already, and nothing was done beyond it. */
      already: z.boolean(),
      /** Of a chat: what the customer is to read. */
      text: z.optional(z.string()),
    }),
  },
  problems: [409, 502, 504],
});
