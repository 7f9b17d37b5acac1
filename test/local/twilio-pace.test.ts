import { describe, expect, it, vi } from 'vitest';
import { listen, say, startApp, startTestTwilio, texts, to } from './twilio-app.ts';

/** Ten characters take 50 ms. */
const charactersPerSecond = 200;

describe('speech at a real pace', () => {
  it('takes its time, and the line after it follows without a gap', async () => {
    const app = await startApp({ '/voice': say('Ten chars.') + say('Ten more..') + listen('/turn/1') });
    const twilio = await startTestTwilio({ charactersPerSecond });
    const started = performance.now();
    const call = await twilio.ring(to(app));
    expect(performance.now() - started).toBeGreaterThan(95);
    expect(call.heard[1]?.gapMs).toBeLessThan(40);
  });

  it('is cut short by a caller who speaks into it', async () => {
    const app = await startApp({
      '/voice': listen('/turn/1', 'x'.repeat(3000)),
      '/turn/1': listen('/turn/2', 'Yes?'),
    });
    const twilio = await startTestTwilio({ charactersPerSecond });
    const call = twilio.dialIn(to(app));
    await vi.waitFor(() => expect(call.state).toBe('speaking'));
    expect(texts(await call.says('Excuse me'))).toEqual(['Yes?']);
  });

  it('is not cut short outside a Gather: what is pressed then is lost', async () => {
    const app = await startApp({ '/voice': say('Ten chars.') + listen('/turn/1') });
    const twilio = await startTestTwilio({ charactersPerSecond });
    const call = twilio.dialIn(to(app));
    await vi.waitFor(() => expect(call.state).toBe('speaking'));
    expect(await call.presses('0')).toEqual([]);
    expect(call.unheard).toEqual(['0']);
    expect(app.to('/turn/1')).toEqual([]);
  });

  it('is cut short when the caller hangs up', async () => {
    const app = await startApp({ '/voice': say('x'.repeat(3000)) });
    const twilio = await startTestTwilio({ charactersPerSecond });
    const call = twilio.dialIn(to(app));
    await vi.waitFor(() => expect(call.state).toBe('speaking'));
    await call.hangsUp();
    expect(call.ending).toEqual({ by: 'caller' });
  });

  it('measures how long the caller waited for an answer', async () => {
    const answer = Promise.withResolvers<string>();
    const app = await startApp({ '/voice': listen('/turn/1'), '/turn/1': () => answer.promise });
    const twilio = await startTestTwilio();
    const call = await twilio.ring(to(app));
    const answered = call.says('hello');
    const spoken = performance.now();
    await vi.waitFor(() => expect(performance.now() - spoken).toBeGreaterThan(80));
    answer.resolve(say('Sorry to keep you waiting'));
    const [line] = await answered;
    expect(line?.gapMs).toBeGreaterThan(80);
  });
});
