import { expect } from 'vitest';
import type { Caller, Raid } from '#test/hostile/prey.ts';
import type { PhonePrey } from '#test/hostile/raid-by-phone.ts';
import { type Chat, openChat } from '#test/support/chat.ts';
import type { World } from '#test/support/world.ts';

type ChatRaid = Raid & { chat: Chat; heard: string[]; ended: boolean };

/** Writes all the utterances, in as many chats as it takes: one that came to its end is begun anew. Each gets an answer. */
export async function raidByChat(
  world: World,
  prey: PhonePrey,
  caller: Caller,
  utterances: readonly string[],
): Promise<ChatRaid[]> {
  const raids: ChatRaid[] = [];
  for (const words of utterances) {
    const raid = await inTheWindow(world, prey, caller, raids);
    raid.said.push(words);
    const answer = await raid.chat.sends(words);
    expect(answer.status, `an answer to "${words}": ${answer.text}`).toBe(200);
    expect(answer.body.text.length, `something is said to "${words}"`).toBeGreaterThan(0);
    raid.heard.push(answer.body.text);
    raid.ended = answer.body.next === 'ended';
  }
  return raids;
}

async function inTheWindow(world: World, prey: PhonePrey, caller: Caller, raids: ChatRaid[]): Promise<ChatRaid> {
  const last = raids.at(-1);
  if (last !== undefined && !last.ended) return last;
  const { companyId } = prey;
  const { customerId } = caller;
  // The pages may be made to say anything of who it is.
  const chat = await openChat(world, { companyId, body: { customerId: 'cust-dana' } });
  const { sessionId } = chat;
  if (customerId !== undefined) {
    const at = new Date().toISOString();
    await world.stores.sessions.verify(sessionId, { customerId, evidence: 'orderId and email', at });
  }
  const heard: string[] = [chat.greeting];
  const raid = { prey, caller, chat, sessionId, said: [], heard, told: () => heard, ended: false };
  raids.push(raid);
  return raid;
}
