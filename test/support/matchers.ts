import { expect } from 'vitest';
import { languages } from '#lib/domain/language.ts';
import { builtInScripts } from '#lib/domain/scripts.ts';
import { toSpeakable } from '#lib/domain/speakable.ts';
import type { PhoneCall } from '#local/twilio/call.ts';
import type { Heard } from '#local/twilio/progress.ts';

const fillers = new Set(
  languages.flatMap((language) => builtInScripts[language].filler.map((text) => toSpeakable(text, language))),
);

/** What was heard, as one text, but for fillers: how many there are depends on how busy the machine is. */
export const words = (heard: readonly Heard[]): string =>
  heard
    .map(({ text }) => text)
    .filter((text) => !fillers.has(text))
    .join(' ');

expect.extend({
  toSpeak(heard: readonly Heard[], wanted: RegExp | string) {
    const said = words(heard);
    const pass = typeof wanted === 'string' ? said === wanted : wanted.test(said);
    return { pass, message: () => `expected ${String(wanted)}${pass ? ' not' : ''} to be spoken; heard "${said}"` };
  },
  toTransferTo(call: PhoneCall, number: string) {
    const dialled = call.dialled.map((leg) => leg.number);
    const pass = dialled.includes(number);
    return { pass, message: () => `expected a transfer to ${number}; dialled: ${dialled.join(', ') || 'nobody'}` };
  },
  toListen(call: PhoneCall) {
    const pass = call.state === 'waiting-for-input';
    return {
      pass,
      message: () => `expected the call to listen; it is ${call.state} ${JSON.stringify(call.ending ?? '')}`,
    };
  },
  toHaveHungUp(call: PhoneCall) {
    const pass = call.ending?.by === 'hangup';
    return {
      pass,
      message: () =>
        `expected a hang-up by the company; the call is ${call.state} ${JSON.stringify(call.ending ?? '')}`,
    };
  },
});

declare module 'vitest' {
  // The parameters are vitest's own, letter for letter: TypeScript wants them so.
  interface Matchers<R extends void | Promise<void> = void | Promise<void>, T = unknown> {
    /** Heard lines, joined, match. */
    toSpeak(wanted: RegExp | string): R;
    /** A call that rang this number. */
    toTransferTo(number: string): R;
    /** A call that waits for its caller. */
    toListen(): R;
    /** A call that ended because we hung up. */
    toHaveHungUp(): R;
  }
}
