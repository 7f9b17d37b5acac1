import * as z from 'zod/mini';
import { tool } from '#lib/domain/tools/tool.ts';

/** Ends the reply with the end of the conversation. */
export const endConversation = tool({
  name: 'end_conversation',
  description:
    'End the conversation once the caller has said goodbye or clearly has nothing more to ask. Say a short goodbye in the ' +
    'same reply. outcome is resolved when the caller got what they needed, else unresolved.',
  input: z.object({ outcome: z.enum(['resolved', 'unresolved']) }),
  offered: () => true,
  run: async (_ports, _context, { outcome }) => ({
    text: 'The conversation ends here.',
    next: { kind: 'end', outcome },
  }),
});
