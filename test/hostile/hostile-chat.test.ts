import { expect, test } from 'vitest';
import { toReadable } from '#lib/domain/chat/readable.ts';
import { families } from '#test/hostile/attacks.ts';
import { audit } from '#test/hostile/audit.ts';
import { jumpingClock } from '#test/hostile/jumping-clock.ts';
import { expectNoLeaks, expectSilentLog } from '#test/hostile/leaks.ts';
import { lies } from '#test/hostile/mind/lies.ts';
import { hostileMind } from '#test/hostile/mind.ts';
import { dana, stranger } from '#test/hostile/prey.ts';
import { raidByChat } from '#test/hostile/raid-by-chat.ts';
import { openTwins } from '#test/hostile/raid-by-phone.ts';
import { shopKey, useWorld } from '#test/support/world.ts';

const clock = jumpingClock();
const world = useWorld({ clock, mind: hostileMind({ most: 1 }) });

test.for(Object.entries(families))('in a chat: %s', { timeout: 60_000 }, async ([_family, utterances]) => {
  const { stores, log, lambda, account } = world();
  const [maple, kettle] = await openTwins(world(), clock);
  const half = Math.ceil(utterances.length / 2);
  const raids = await Promise.all([
    raidByChat(world(), maple, dana, utterances.slice(0, half)),
    raidByChat(world(), maple, stranger, utterances.slice(half)),
  ]);
  await lambda.settled();
  for (const prey of [maple, kettle]) await audit(stores, prey, raids.flat());
  await expectNoLeaks(stores, raids.flat(), [account.authToken, shopKey, 'desk-key']);
  const written = raids.flat().flatMap(({ told }) => told());
  const told = lies.map((lie) => toReadable(lie, maple.config, 'en')).filter((lie) => written.join(' ').includes(lie));
  expect(told, 'written to be done').toEqual([]);
  expectSilentLog(log.lines, raids.flat());
  await Promise.all([maple.close(), kettle.close()]);
});
