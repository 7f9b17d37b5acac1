import type { Action } from '#lib/domain/action.ts';
import { gapOf } from '#lib/domain/analytics/session-counts.ts';
import type { VoiceCall } from '#lib/domain/call.ts';
import type { Dialogue, Heard, Part } from '#lib/domain/dialogue.ts';
import { AppError } from '#lib/domain/errors.ts';
import { type CompanyId, type SessionId, sessionIdOfCall } from '#lib/domain/ids.ts';
import { ownWordsOf } from '#lib/domain/records/own-words.ts';
import { shownInput, shownWords } from '#lib/domain/records/shown.ts';
import type { Session } from '#lib/domain/session.ts';
import type { Ports } from '#lib/ports/ports.ts';

type StoryPorts = Pick<Ports, 'calls' | 'sessions' | 'dialogues' | 'ledger' | 'usage'>;

/** All that the books hold of one conversation. */
export type Story = {
  session: Session;
  call: VoiceCall | undefined;
  dialogue: Dialogue;
  actions: Action[];
  /** What the model cost, in all and by turn. */
  costMicroUsd: number;
  turnCosts: Readonly<Record<number, number>>;
};

/** A conversation of a company. Throws AppError `notFound` for one that it does not have. */
export async function storyOf(ports: StoryPorts, companyId: CompanyId, sessionId: SessionId): Promise<Story> {
  const session = await ports.sessions.find(sessionId);
  if (session?.companyId !== companyId) throw new AppError('notFound', 'No such conversation.');
  const [call, dialogue, actions, cost] = await Promise.all([
    session.callSid === undefined ? undefined : ports.calls.find(session.callSid),
    ports.dialogues.read(sessionId),
    ports.ledger.ofSession(companyId, sessionId),
    ports.usage.ofSession(companyId, sessionId),
  ]);
  return { session, call, dialogue, actions, costMicroUsd: cost.costMicroUsd, turnCosts: cost.turns };
}

/** A call on which nobody was spoken with: of ours, one that is not answered. */
export type LoneCall = { call: VoiceCall; session?: never };

/** The same by its call. */
export async function storyOfCall(ports: StoryPorts, companyId: CompanyId, callSid: string): Promise<Story | LoneCall> {
  const call = await ports.calls.find(callSid);
  if (call?.companyId !== companyId) throw new AppError('notFound', 'No such call.');
  const sessionId = call.sessionId ?? sessionIdOfCall(callSid);
  if ((await ports.sessions.find(sessionId)) === undefined) return { call };
  return storyOf(ports, companyId, sessionId);
}

/** One turn as one reads it. */
export type TurnView = {
  turn: number;
  at?: string;
  /** `machine`: what the answering machine said that had picked up. */
  heard?: { kind: Heard['kind'] | 'machine'; words?: string };
  said: string[];
  tier?: Session['tier'];
  tools: { tool: string; input?: unknown; result?: string; failed?: boolean }[];
  gapMs: number | null;
  costMicroUsd: number;
  failure?: string;
  /** What became of a wish for a person between this turn and the next. */
  event?: string;
};

/** Turn by turn: what was heard, said and done, how long the caller waited, and what it cost. */
export const timelineOf = (story: Story): TurnView[] =>
  story.dialogue.turns.map((row) => ({
    turn: row.turn,
    ...(row.caller === undefined
      ? {}
      : {
          at: new Date(row.caller.claimedAt).toISOString(),
          heard: heardView(row.caller.heard, story.call?.pickedUpBy),
        }),
    said: [...(row.reply?.sentences ?? []), ...ownWordsOf(story, row).map(({ text }) => text)].map(shownWords),
    ...(row.reply === undefined ? {} : { tier: row.reply.tier }),
    tools: toolsIn(row.reply?.parts ?? []),
    gapMs: gapOf(row.caller, row.reply) ?? null,
    costMicroUsd: story.turnCosts[row.turn] ?? 0,
    ...(row.reply?.failure === undefined ? {} : { failure: row.reply.failure }),
    ...(row.event === undefined ? {} : { event: row.event.event }),
  }));

function heardView(heard: Heard, by: VoiceCall['pickedUpBy']): NonNullable<TurnView['heard']> {
  if (heard.kind === 'silence') return { kind: 'silence' };
  return {
    kind: by === 'machine' ? 'machine' : heard.kind,
    words: shownWords(heard.kind === 'keys' ? heard.digits : heard.text),
  };
}

function toolsIn(parts: readonly Part[]): TurnView['tools'] {
  return parts.flatMap((part) => {
    if (part.kind !== 'toolCall') return [];
    const result = parts.find((other) => other.kind === 'toolResult' && other.id === part.id);
    const told = result?.kind === 'toolResult' ? { result: shownWords(result.text), failed: result.isError } : {};
    return [{ tool: part.tool, input: shownInput(part.input), ...told }];
  });
}
