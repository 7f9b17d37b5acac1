import type { AnsweringOptions } from './agents.ts';
import { HungUp } from './interruptions.ts';
import type { Leg } from './leg.ts';

/** Has a scripted person, or one at a terminal, answer whatever Gather their leg plays. */
export function actOut(leg: Leg, person: AnsweringOptions): void {
  leg.progress.watch((event) => {
    if (event.kind === 'heard') person.hears?.(event.line);
    if (event.kind === 'state' && event.state === 'waiting-for-input')
      respond(leg, person).catch((error) => leg.interrupt(error));
  });
}

async function respond(leg: Leg, { presses, hangsUpDuringWhisper }: AnsweringOptions): Promise<void> {
  const { gather } = leg.ear;
  if (!gather) return;
  if (hangsUpDuringWhisper) return leg.interrupt(new HungUp('callee'));

  const { clock } = leg.wire;
  const timeoutMs = gather.timeout * 1000;
  const asked = typeof presses === 'function';
  const digits = asked ? await clock.within(presses(leg.heard, leg.signal), timeoutMs, leg.signal) : presses;
  if (leg.ear.gather !== gather) return;
  if (digits !== undefined && leg.takes({ kind: 'digits', digits })) return;
  if (!asked) await clock.wait(timeoutMs, leg.signal);
  leg.takes({ kind: 'silence' });
}
