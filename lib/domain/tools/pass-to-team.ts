import * as z from 'zod/mini';
import { hasPeople } from '#lib/domain/people.ts';
import { tool } from '#lib/domain/tools/tool.ts';

/** What transfer_to_human is in a chat: nobody can join it, so the team is told, and we tell the customer that it was. */
export const passToTeam = tool({
  name: 'transfer_to_human',
  description:
    'Pass this chat on to the people of the company: they are told of it at once, or when they are back, and get back to the ' +
    'customer. Nobody joins the chat. Use it when the customer asks for a person, is upset and stays so, or needs what you ' +
    'cannot do; make sure first that they can be reached. Your reply ends with it, and the customer is then told what ' +
    'was done: say nothing of that yourself.',
  input: z.object({
    reason: z.string().check(z.minLength(1), z.maxLength(300)),
    /** For the team: who, what, and how to reach them. */
    summary: z.string().check(z.minLength(1), z.maxLength(600)),
  }),
  offered: ({ session }) => session.channel === 'chat' && hasPeople(session),
  run: async (_ports, _context, { reason, summary }) => ({
    text: 'It is passed on to the team at the end of this reply.',
    next: { kind: 'transfer', reason, summary },
  }),
});
