import { createInterface } from 'node:readline';
import { env } from '#lib/names.ts';
import { cannotStart } from '#local/cannot-start.ts';
import { startClockwork } from '#local/clockwork.ts';
import { startDesk } from '#local/desk.ts';
import { deskLog } from '#local/desk-log.ts';
import { portOf } from '#local/port.ts';
import { talk } from '#local/talk.ts';
import { print } from '#local/terminal.ts';

/** `npm start`: the desk, and in a terminal the phone in your hand. Without a terminal it only serves, like `npm run dev`. */
const interactive = process.stdin.isTTY === true;
if (!interactive) {
  await import('#local/dev.ts');
} else {
  const port = portOf(process.env.PORT);
  const desk = await startDesk({ port, log: deskLog({ level: 'error' }), keepSigningKey: true }).catch((cause) =>
    cannotStart(cause, port),
  );
  const stopClockwork = startClockwork();
  const who =
    process.env[env.anthropicApiKey] === 'desk-key' ? 'the scripted Claude of the demo shop' : 'Claude itself';
  print(`The desk is at ${desk.url}; ${who} answers. Ringing Maple & Pine …`);
  const input = createInterface({ input: process.stdin, output: process.stdout });
  await talk(desk.twilio.dialIn(desk.incoming()), desk.twilio, input);
  input.close();
  stopClockwork();
  await desk.close();
  process.exit(0);
}
