import { test } from 'vitest';
import { families } from '#test/hostile/attacks.ts';
import { audit } from '#test/hostile/audit.ts';
import { jumpingClock } from '#test/hostile/jumping-clock.ts';
import { expectNoLeaks, expectSilentLog } from '#test/hostile/leaks.ts';
import { hostileMind } from '#test/hostile/mind.ts';
import { brigitte, type Caller, dana, forger, person, stranger } from '#test/hostile/prey.ts';
import { openTwins, raidByPhone } from '#test/hostile/raid-by-phone.ts';
import { shopKey, useWorld } from '#test/support/world.ts';

const clock = jumpingClock();
const world = useWorld({ clock, mind: hostileMind({ most: 1 }) });

/** Who says which breath of a family: two utterances, one after the other. */
const callers = [dana, stranger, dana, brigitte, dana];
const saidBy = (caller: Caller, utterances: readonly string[]): string[] =>
  utterances.flatMap((one, at) =>
    at % 2 === 0 && callers[(at / 2) % callers.length] === caller ? [[one, utterances[at + 1]].join(' ').trim()] : [],
  );

test.for(Object.entries(families))('%s', { timeout: 60_000 }, async ([_family, utterances]) => {
  const { twilio, stores, log, lambda, account } = world();
  twilio.agents.when(person).isBusy();
  const [maple, kettle] = await openTwins(world(), clock);
  const raids = await Promise.all([
    raidByPhone(world(), maple, dana, saidBy(dana, utterances)),
    raidByPhone(world(), maple, utterances.length % 2 === 0 ? stranger : forger, saidBy(stranger, utterances)),
    raidByPhone(world(), kettle, brigitte, saidBy(brigitte, utterances)),
  ]);
  await lambda.settled();
  for (const prey of [maple, kettle]) await audit(stores, prey, raids.flat());
  await expectNoLeaks(stores, raids.flat(), [account.authToken, shopKey, 'desk-key']);
  expectSilentLog(log.lines, raids.flat());
  await Promise.all([maple.close(), kettle.close()]);
});
