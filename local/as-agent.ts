import type { Interface } from 'node:readline';
import { heardLine, paint, print } from '#local/terminal.ts';
import type { AgentBehaviour } from '#local/twilio/agents.ts';
import type { PhoneCall } from '#local/twilio/call.ts';
import type { TwilioStandIn } from '#local/twilio/server.ts';

const help = 'You are the person whom callers are put through to. Enter picks up; /busy and /no do not.';
const callerSays = 'My ceramic lamp arrived broken, and I would like to speak to a person.';

/** The other side of a transfer at the terminal: a caller asks for a person, and whoever types is the one who is rung. */
export async function answerAsAgent(call: PhoneCall, twilio: TwilioStandIn, input: Interface): Promise<void> {
  // Asked for before the first wait: a pipe has said everything by then, and readline keeps no lines for latecomers.
  const lines = input[Symbol.asyncIterator]();
  const ask = async (question: string): Promise<string> => {
    process.stdout.write(paint('cyan', `${' '.repeat(10)}${question} `));
    const { value } = await lines.next();
    return typeof value === 'string' ? value.trim() : '/hangup';
  };
  print(paint('dim', help));
  twilio.agents.interactive(() => pickUp(ask));
  const stopWatching = call.watch((event) => {
    if (event.kind === 'heard') print(paint('dim', heardLine('caller hears', event.line)));
  });
  await call.settled();
  print(paint('dim', `          The caller says: ${callerSays}`));
  await call.says(callerSays);
  // Whatever the AI made of that, 0 always leads to a person.
  if (!call.ending && call.dialled.length === 0) await call.presses('0');
  print(paint('dim', call.ending ? '          the call is over' : '          the caller is back with the AI'));
  if (!call.ending) await call.hangsUp();
  stopWatching();
}

async function pickUp(ask: (question: string) => Promise<string>): Promise<AgentBehaviour> {
  print(paint('bold', '          Your phone rings.'));
  const answer = await ask('Enter, /busy or /no:');
  if (answer === '/busy') return { kind: 'busy' };
  if (answer === '/no' || answer === '/hangup') return { kind: 'no-answer' };
  return {
    kind: 'answers',
    hears: (line) => print(heardLine('You hear', line)),
    presses: async () => keyOf(await ask('1, 2, or Enter for no key:')),
    talks: async () => {
      print(paint('green', '          You are talking to the caller.'));
      while ((await ask('/hangup ends it:')) !== '/hangup');
    },
  };
}

const keyOf = (typed: string): string | undefined => (/^[0-9*#]$/.test(typed) ? typed : undefined);
