import * as z from 'zod/mini';
import { newTask } from '#lib/domain/task.ts';
import { type ToolOutcome, tool } from '#lib/domain/tools/tool.ts';

/** Notes a message for the company's people, in words, and has it texted to them. For a spoken one see record_message. */
export const takeMessage = tool({
  name: 'take_message',
  description:
    'Pass a message of the caller on to the team, in the caller’s own words. First say it back and ask whether you may ' +
    'write it down and pass it on; use this only after the caller has said yes. No card numbers, passwords or PINs in it. ' +
    'Say that it was passed on only when the result says so.',
  input: z.object({ message: z.string().check(z.minLength(1), z.maxLength(400)) }),
  // Without anybody who reads it there is nothing to take a message for.
  offered: ({ session }) => session.config.tiers.humanAgent.notificationPhone !== undefined,
  run: async (ports, { session, turn }, { message }) => {
    const { companyId, sessionId } = session;
    const about = { kind: 'message', turn, message } as const;
    const isNew = await ports.outbox.createOnce(newTask({ companyId, sessionId, about, now: ports.clock.now() }));
    if (!isNew) return alreadyTaken;
    ports.log.info('message taken', { sessionId, turn });
    return { text: 'The message is written down and on its way to the team. Nobody has promised to answer it.' };
  },
});

/** One a turn: a turn that is run again may word the same message otherwise, and the team must not read it twice. */
const alreadyTaken: ToolOutcome = {
  text:
    'A message was written down in this turn already and is on its way to the team; this one was not added to it. If it ' +
    'says more, say so, and take the rest after the caller has spoken again.',
  isError: true,
};
