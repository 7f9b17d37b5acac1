import { createInterface } from 'node:readline';
import { pathOf } from '#lib/routes.ts';
import { answerAsAgent } from '#local/as-agent.ts';
import { demo } from '#local/demo-company.ts';
import { portOf } from '#local/port.ts';
import { talk } from '#local/talk.ts';
import { print } from '#local/terminal.ts';
import { startTwilio } from '#local/twilio/server.ts';

/**
 * `npm run phone`: rings a desk that is already running (`npm run dev`) and lets you be the caller; with `-- --as-agent`
 * the person whom the caller is put through to.
 */
const url = `http://127.0.0.1:${portOf(process.env.PORT)}`;
if (!(await isUp(url))) {
  process.stderr.write(
    `Nothing answers at ${url}. Start the desk first with "npm run dev", or use "npm start" for both.\n`,
  );
  process.exit(1);
}
const base = (process.env.TWILIO_WEBHOOK_BASE_URL ?? url).replace(/\/+$/, '');
const twilio = await startTwilio({
  accounts: [{ accountSid: demo.accountSid, authToken: demo.authToken }],
  hosts: { [new URL(base).origin]: url },
  charactersPerSecond: Number.POSITIVE_INFINITY,
});
const call = twilio.dialIn({
  from: '+12025550123',
  to: demo.phoneNumber,
  accountSid: demo.accountSid,
  voiceUrl: base + pathOf('inbound'),
  statusCallback: base + pathOf('status'),
});
const atTerminal = process.argv.includes('--as-agent') ? answerAsAgent : talk;
await atTerminal(call, twilio, createInterface({ input: process.stdin, terminal: false }));
await twilio.close();
print();
process.exit(0);

async function isUp(target: string): Promise<boolean> {
  try {
    await fetch(`${target}${pathOf('health')}`, { signal: AbortSignal.timeout(5_000) });
    return true;
  } catch {
    return false;
  }
}
