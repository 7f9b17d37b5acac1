import type { Interface } from 'node:readline';
import { heardLine, paint, print } from '#local/terminal.ts';
import type { PhoneCall } from '#local/twilio/call.ts';
import type { TwilioStandIn } from '#local/twilio/server.ts';

const help =
  'Type what the caller says, or /silence, /press 0, /hangup. The number before a line is the silence before it.';

/** A call at the terminal: prints what the caller hears as it is spoken, and takes what the caller does. */
export async function talk(call: PhoneCall, twilio: TwilioStandIn, input: Interface): Promise<void> {
  // Asked for before the first wait: a pipe has said everything by then, and readline keeps no lines for latecomers.
  const lines = input[Symbol.asyncIterator]();
  print(paint('dim', help));
  const stopWatching = call.watch((event) => {
    if (event.kind === 'heard') print(heardLine('AI', event.line));
    if (event.kind === 'state' && event.state === 'dialing')
      print(paint('dim', '          … the company’s person is being rung'));
  });
  twilio.agents.interactive(() => ({ kind: 'no-answer' }));
  await call.settled();
  prompt(call);
  for await (const line of lines) {
    if (call.ending) break;
    await act(call, line.trim());
    if (call.ending) break;
    prompt(call);
  }
  if (!call.ending) await call.hangsUp();
  stopWatching();
  print(paint('dim', `          the call is over: ${endedBy(call)}`));
}

async function act(call: PhoneCall, line: string): Promise<void> {
  if (line === '') return;
  if (line === '/hangup') await call.hangsUp();
  else if (line === '/silence') await call.isSilent();
  else if (line.startsWith('/press ')) await call.presses(line.slice('/press '.length).trim());
  else if (line.startsWith('/')) print(paint('yellow', help));
  else await call.says(line);
}

function prompt(call: PhoneCall): void {
  if (!call.ending) process.stdout.write(paint('cyan', `${' '.repeat(10)}Caller  `));
}

function endedBy(call: PhoneCall): string {
  switch (call.ending?.by) {
    case 'caller':
      return 'you hung up';
    case 'error':
      return `Twilio ended it because of an error (${call.ending.error?.message ?? 'unknown'})`;
    default:
      return 'the company hung up';
  }
}
