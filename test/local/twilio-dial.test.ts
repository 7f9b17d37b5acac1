import { describe, expect, it, vi } from 'vitest';
import { listen, ringApp, say, startApp, startTestTwilio, texts, to } from './twilio-app.ts';

const ana = '+12025550111';
const ben = '+12025550122';

const dial = (inside: string, more = '') =>
  `<Dial action="/after" answerOnBridge="true" timeout="20" ${more}>${inside}</Dial>`;
const whispered = (number: string) => `<Number url="/whisper">${number}</Number>`;
const pages = {
  '/voice': dial(whispered(ana), 'callerId="+12025550199"'),
  '/whisper': `<Gather numDigits="1" action="/accept">${say('A caller about a refund. Press 1.')}</Gather><Hangup/>`,
  '/accept': (asked: { params: Record<string, string> }) => (asked.params.Digits === '1' ? '' : '<Hangup/>'),
  '/after': listen('/turn/1', 'And we are back'),
};

async function startDesk(more = {}, options = {}) {
  const app = await startApp({ ...pages, ...more });
  const twilio = await startTestTwilio(options);
  return { app, twilio, outcome: () => app.to('/after')[0]?.params };
}

describe('a person who is dialled', () => {
  it('hears the whisper alone, presses 1, talks, and the caller comes back', async () => {
    const { app, twilio, outcome } = await startDesk();
    twilio.agents.when(ana).answers({ ringsMs: 4000, presses: '1', talksMs: 90_000 });
    const call = await twilio.ring(to(app));
    const [leg] = call.dialled;
    expect(texts(leg?.heard ?? [])).toEqual(['A caller about a refund. Press 1.']);
    expect(app.to('/whisper')[0]).toMatchObject({
      signed: true,
      params: {
        CallSid: leg?.identity.callSid,
        ParentCallSid: call.callSid,
        From: '+12025550199',
        To: ana,
        Direction: 'outbound-dial',
        CallStatus: 'in-progress',
      },
    });
    expect(outcome()).toMatchObject({
      CallSid: call.callSid,
      CallStatus: 'in-progress',
      DialCallSid: leg?.identity.callSid,
      DialCallStatus: 'completed',
      DialBridged: 'true',
      DialCallDuration: expect.stringMatching(/^9[1-5]$/),
    });
    expect(texts(call.heard)).toEqual(['And we are back']);
  });

  it.each([
    ['is busy', 'busy', 'busy'],
    ['does not answer', 'no-answer', 'doesNotAnswer'],
    ['cannot be reached', 'failed', 'fails'],
  ] as const)('%s, and the action is told %s', async (_, status, verb) => {
    const { app, twilio, outcome } = await startDesk();
    if (verb === 'busy') twilio.agents.when(ana).isBusy();
    else twilio.agents.when(ana)[verb]();
    const call = await twilio.ring(to(app));
    expect(outcome()).toMatchObject({ DialCallStatus: status, DialBridged: 'false', DialCallSid: expect.any(String) });
    expect(outcome()).not.toHaveProperty('DialCallDuration');
    expect(app.to('/whisper')).toEqual([]);
    expect(texts(call.heard)).toEqual(['And we are back']);
  });

  it('rings longer than the time-out, which is no answer', async () => {
    const { app, twilio, outcome } = await startDesk();
    twilio.agents.when(ana).answers({ ringsMs: 20_001, presses: '1' });
    await twilio.ring(to(app));
    expect(outcome()).toMatchObject({ DialCallStatus: 'no-answer' });
  });

  it.each(['completed', 'no-answer'] as const)(
    'refuses in the whisper, which may be reported as %s',
    async (status) => {
      const { app, twilio, outcome } = await startDesk({}, { unbridgedStatus: status });
      twilio.agents.when(ana).answers({ presses: '2' });
      await twilio.ring(to(app));
      expect(outcome()).toMatchObject({ DialCallStatus: status, DialBridged: 'false' });
    },
  );

  it('presses nothing, and is not bridged', async () => {
    const { app, twilio, outcome } = await startDesk();
    twilio.agents.when(ana).answers();
    await twilio.ring(to(app));
    expect(app.to('/accept')).toEqual([]);
    expect(outcome()).toMatchObject({ DialCallStatus: 'completed', DialBridged: 'false' });
  });

  it('puts the phone down during the whisper', async () => {
    const { app, twilio, outcome } = await startDesk();
    twilio.agents.when(ana).answers({ hangsUpDuringWhisper: true });
    await twilio.ring(to(app));
    expect(outcome()).toMatchObject({ DialBridged: 'false' });
  });

  it('is a machine, which presses nothing', async () => {
    const { app, twilio, outcome } = await startDesk({
      '/voice': dial(`<Number url="/whisper" machineDetection="Enable" amdStatusCallback="/machine">${ana}</Number>`),
      '/machine': '',
    });
    twilio.agents.when(ana).answersAsMachine({ presses: '1' });
    const call = await twilio.ring(to(app));
    expect(outcome()).toMatchObject({ DialBridged: 'false' });
    expect(app.to('/machine')[0]?.params).toEqual({
      AccountSid: 'ACdemo',
      CallSid: call.dialled[0]?.identity.callSid,
      AnsweredBy: 'machine_start',
      MachineDetectionDuration: '2400',
    });
  });

  it('hears a whisper that is no whisper, and is not bridged', async () => {
    const { app, twilio, outcome } = await startDesk({ '/whisper': '<Dial>+12025550133</Dial>' });
    twilio.agents.when(ana).answers({ presses: '1' });
    const call = await twilio.ring(to(app));
    expect(call.dialled[0]?.failure).toMatchObject({ code: 13201 });
    expect(outcome()).toMatchObject({ DialBridged: 'false' });
  });

  it('sits at a terminal and decides', async () => {
    const { app, twilio, outcome } = await startDesk();
    const lines: string[] = [];
    twilio.agents.interactive(async ({ number, from }) => {
      lines.push(`${from} rings ${number}`);
      return {
        kind: 'answers',
        hears: ({ text }) => lines.push(text),
        presses: async () => '1',
        talks: async () => {},
      };
    });
    await twilio.ring(to(app));
    expect(lines).toEqual([`+12025550199 rings ${ana}`, 'A caller about a refund. Press 1.']);
    expect(outcome()).toMatchObject({ DialCallStatus: 'completed', DialBridged: 'true' });
  });
});

describe('a bridged call', () => {
  it('lasts until the agent hangs up', async () => {
    const { app, twilio, outcome } = await startDesk();
    twilio.agents.when(ana).answers({ presses: '1', talksMs: Number.POSITIVE_INFINITY });
    const call = await twilio.ring(to(app));
    expect(call.state).toBe('talking');
    expect(outcome()).toBeUndefined();
    expect(texts(await call.agentHangsUp())).toEqual(['And we are back']);
    expect(outcome()).toMatchObject({ DialBridged: 'true' });
  });

  it('ends with the caller, and the action is asked all the same', async () => {
    const { app, twilio, outcome } = await startDesk();
    twilio.agents.when(ana).answers({ presses: '1', talksMs: 5000, hangsUpFirst: 'caller' });
    const call = await twilio.ring(to(app));
    expect(call.ending).toEqual({ by: 'caller' });
    expect(outcome()).toMatchObject({ CallStatus: 'completed', DialCallStatus: 'completed', DialBridged: 'true' });
    expect(call.heard).toEqual([]);
  });

  it('ends with a star where hangupOnStar says so', async () => {
    const { app, twilio } = await startDesk({ '/voice': dial(ana, 'hangupOnStar="true"') });
    twilio.agents.when(ana).answers({ talksMs: Number.POSITIVE_INFINITY });
    const call = await twilio.ring(to(app));
    expect(texts(await call.presses('*'))).toEqual(['And we are back']);
  });

  it('is cut at the time limit', async () => {
    const { app, twilio, outcome } = await startDesk({ '/voice': dial(ana, 'timeLimit="60"') });
    twilio.agents.when(ana).answers({ talksMs: 600_000 });
    await twilio.ring(to(app));
    expect(outcome()).toMatchObject({ DialCallDuration: expect.stringMatching(/^6[0-5]$/) });
  });
});

describe('a caller who hangs up while it rings', () => {
  it('stops the ringing, and the action is told', async () => {
    const { app, twilio, outcome } = await startDesk({ '/voice': listen('/person'), '/person': pages['/voice'] });
    const stopped = vi.fn();
    twilio.agents.when(ana).decides(({ signal }) => {
      signal.addEventListener('abort', stopped);
      return new Promise(() => {});
    });
    const call = await twilio.ring(to(app));
    const asked = call.says('a person please');
    await vi.waitFor(() => expect(call.dialled[0]?.progress.state).toBe('ringing'));
    await call.hangsUp();
    await asked;
    expect(stopped).toHaveBeenCalled();
    expect(outcome()).toMatchObject({ CallStatus: 'completed', DialCallStatus: 'canceled' });
  });
});

describe('several numbers', () => {
  it('ring at once, and the first to accept gets the caller', async () => {
    const { app, twilio, outcome } = await startDesk({ '/voice': dial(whispered(ana) + whispered(ben)) });
    twilio.agents.when(ana).answers({ presses: () => new Promise(() => {}) });
    twilio.agents.when(ben).answers({ presses: '1' });
    const call = await twilio.ring(to(app));
    const [first, second] = call.dialled;
    expect(outcome()).toMatchObject({ DialCallSid: second?.identity.callSid, DialBridged: 'true' });
    expect(first?.bridged).toBe(false);
    expect(first?.progress.state).toBe('ended');
  });

  it('ring one after another when the Dial is sequential', async () => {
    const numbers = `<Number>${ana}</Number><Number>${ben}</Number><Number>+12025550133</Number>`;
    const { app, twilio, outcome } = await startDesk({ '/voice': dial(numbers, 'sequential="true"') });
    twilio.agents.when(ana).isBusy();
    twilio.agents.when(ben).answers();
    const call = await twilio.ring(to(app));
    expect(outcome()).toMatchObject({ DialCallSid: call.dialled[1]?.identity.callSid, DialCallStatus: 'completed' });
  });

  it('of which none connects are reported by the one that got furthest', async () => {
    const { app, twilio, outcome } = await startDesk({ '/voice': dial(whispered(ana) + whispered(ben)) });
    twilio.agents.when(ana).doesNotAnswer();
    twilio.agents.when(ben).isBusy();
    await twilio.ring(to(app));
    expect(outcome()).toMatchObject({ DialCallStatus: 'busy' });
  });
});

describe('a Dial without action', () => {
  it('goes on with the next verb', async () => {
    const { call } = await ringApp({ '/voice': `<Dial>${ana}</Dial>${say('Nobody is in today')}` });
    expect(texts(call.heard)).toEqual(['Nobody is in today']);
  });
});

describe('the status callback of a number', () => {
  it('is told the events that were asked for, each about the child leg', async () => {
    const number = `<Number statusCallback="/child" statusCallbackEvent="initiated ringing answered completed">${ana}</Number>`;
    const { app, twilio } = await startDesk({ '/voice': dial(number), '/child': '' });
    twilio.agents.when(ana).answers({ talksMs: 4000 });
    const call = await twilio.ring(to(app));
    const events = app.to('/child').map(({ params }) => `${params.SequenceNumber} ${params.CallStatus}`);
    expect(events.sort()).toEqual(['0 initiated', '1 ringing', '2 in-progress', '3 completed']);
    expect(app.to('/child')[0]).toMatchObject({ signed: true, params: { ParentCallSid: call.callSid, To: ana } });
    const completed = app.to('/child').find(({ params }) => params.CallStatus === 'completed');
    expect(completed?.params.CallDuration).toMatch(/^[5-9]$/);
  });
});
