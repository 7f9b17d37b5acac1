import { beforeAll, beforeEach, expect, test } from 'vitest';
import { type Escalated, escalateSession } from '#lib/domain/escalate-session.ts';
import type { CompanyId, SessionId } from '#lib/domain/ids.ts';
import { systemClock } from '#lib/runtime/wire.ts';
import type { PhoneCall } from '#local/twilio/call.ts';
import { expectRepeatsToChangeNothing, team, teamConfig, transferOf } from '#test/support/transfers.ts';
import { useWorld } from '#test/support/world.ts';

const world = useWorld();
const say = (text: string) => ({ text });

beforeAll(() => world().company(teamConfig));
beforeEach(() => {
  world().twilio.agents.when(team.first).doesNotAnswer();
  world().twilio.agents.when(team.second).doesNotAnswer();
});

/** Sends a caller to a person, with something that happens at the same moment: before it is written down, or after. */
async function escalateWhile(
  caller: PhoneCall,
  meanwhile: { beforeClaim?: () => Promise<unknown>; beforeRedirect?: () => Promise<unknown> },
): Promise<Escalated & { redirected: boolean }> {
  const { stores, log } = world();
  let redirected = false;
  const escalated = await escalateSession(
    {
      ...stores,
      calls: {
        ...stores.calls,
        moveTransfer: async (...change) => {
          await meanwhile.beforeClaim?.();
          return stores.calls.moveTransfer(...change);
        },
      },
      clock: systemClock,
      log,
      phoneLines: {
        statusOf: async () => caller.status,
        redirect: async (_, url) => {
          await meanwhile.beforeRedirect?.();
          redirected = true;
          caller.interrupt({ kind: 'url', url, method: 'POST', params: {} });
        },
      },
    },
    { companyId: 'team' as CompanyId, sessionId: `sess_${caller.callSid}` as SessionId, reason: 'Kim knows them.' },
    (attempt) => `${world().url}/api/momentum/voice/escalate/${attempt}/dial`,
  );
  await caller.settled();
  return { ...escalated, redirected };
}

test('a caller who said something while they were sent to a person is heard when they are back', async () => {
  const { claude } = world();
  claude.script(say('Good day.'), say('It is on its way.'));
  const caller = await world().caller({ to: team.number });
  await caller.says('Hello.');
  await escalateWhile(caller, { beforeRedirect: () => caller.says('Where is my parcel?') });
  expect(caller.heard).toSpeak(/nobody on the team picked up/);
  await expectRepeatsToChangeNothing(world(), caller);
  const back = caller.webhooks.findLast(({ url }) => url.includes('/result'));
  claude.script(say('Then tomorrow.'));
  expect(await caller.says('Then I need it tomorrow.')).toSpeak('Then tomorrow.');
  expect((await caller.sendAgain(back as NonNullable<typeof back>)).body).toBe(back?.body);
  await caller.hangsUp();
});

test.each(['beforeClaim', 'beforeRedirect'] as const)(
  'a caller who presses 0 %s is with a person in the end, and is told when that is over',
  async (moment) => {
    world().twilio.agents.when(team.first).answers({ presses: '1', talksMs: Number.POSITIVE_INFINITY });
    world().claude.script(say('Good day.'));
    const caller = await world().caller({ to: team.number });
    await caller.says('Hello.');
    const escalated = await escalateWhile(caller, { [moment]: () => caller.presses('0') });
    if (moment === 'beforeClaim') {
      expect(escalated).toMatchObject({ attempt: 2, already: true, redirected: false });
      expect(await transferOf(world(), caller, 1)).toBeUndefined();
    }
    expect(caller.dialled.filter(({ bridged }) => bridged)).toHaveLength(moment === 'beforeClaim' ? 1 : 2);
    await caller.agentHangsUp();
    expect(caller.heard).toSpeak(/has ended/);
  },
);
