import * as z from 'zod/mini';
import { newTask } from '#lib/domain/task.ts';
import { tool } from '#lib/domain/tools/tool.ts';

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
    await ports.outbox.createOnce(newTask({ companyId, sessionId, about, now: ports.clock.now() }));
    ports.log.info('message taken', { sessionId, turn });
    return { text: 'The message is written down and on its way to the team. Nobody has promised to answer it.' };
  },
});
