import { readCall } from '#local/claude/persona/call.ts';
import { followUps, intents } from '#local/claude/persona/intents.ts';
import { unknown } from '#local/claude/persona/unknown.ts';
import type { Mind, Pace } from '#local/claude/reply.ts';

/** How fast the demo speaks: a first token soon, then quicker than anyone talks. */
export const personaPace: Pace = { firstTokenMs: 250, betweenTokensMs: 12 };

/**
 * The demo's model: a warm, brief agent of the shop Maple & Pine, by rules and the same every time. It goes by the
 * caller's last words, the language the system prompt asks for, and the tools it is offered; what it knows of the shop
 * it reads from search_knowledge. To teach it more, add an intent.
 */
export const persona: Mind = (request) => {
  const call = readCall(request);
  const result = call.results.at(-1);
  if (result) {
    const followUp = followUps.find(({ tool }) => tool === result.tool);
    return followUp?.reply(call, result) ?? unknown(call);
  }
  for (const intent of intents) {
    const reply = intent.recognises(call) ? intent.reply(call) : undefined;
    if (reply) return reply;
  }
  return unknown(call);
};
