import { pick, type Row } from '#lib/adapters/dynamodb/document-client.ts';
import type { CallerTurn, Dialogue, DialogueEvent, Part, Reply } from '#lib/domain/dialogue.ts';
import type { SessionId } from '#lib/domain/ids.ts';

/** Where a row stands in its session: the greeting first, then ten places a turn. */
export const seqOf = {
  greeting: () => 1,
  caller: (turn: number) => turn * 10,
  reply: (turn: number) => turn * 10 + 1,
  event: (turn: number) => turn * 10 + 2,
};

export const keyOf = (sessionId: SessionId, seq: number): Row => ({ sessionId, seq });

export const callerToRow = (caller: CallerTurn): Row => ({ ...caller, role: 'user', seq: seqOf.caller(caller.turn) });

export const callerFromRow = (row: Row): CallerTurn => pick<CallerTurn>(row, callerFields);

export const replyToRow = (reply: Reply): Row => ({
  ...reply,
  role: 'assistant',
  seq: seqOf.reply(reply.turn),
  parts: partsToRow(reply.parts),
});

export const replyFromRow = (row: Row): Reply => ({
  ...pick<Reply>(row, replyFields),
  parts: partsFromRow(row.parts),
});

export const eventToRow = (event: DialogueEvent): Row => ({ ...event, role: 'event', seq: seqOf.event(event.turn) });

export const eventFromRow = (row: Row): DialogueEvent => pick<DialogueEvent>(row, eventFields);

/** All rows of a session, in the order of seq, as the turns they make up. */
export function dialogueFromRows(rows: readonly Row[]): Dialogue {
  const greeting = rows.find(({ seq }) => seq === seqOf.greeting());
  const turns = new Map<number, Dialogue['turns'][number]>();
  for (const row of rows) {
    if (row === greeting) continue;
    const turn = row.turn as number;
    turns.set(turn, { ...(turns.get(turn) ?? { turn }), ...sideFromRow(row) });
  }
  return { greeting: greeting?.text as string | undefined, turns: [...turns.values()] };
}

function sideFromRow(row: Row): Partial<Dialogue['turns'][number]> {
  if (row.role === 'user') return { caller: callerFromRow(row) };
  if (row.role === 'assistant') return { reply: replyFromRow(row) };
  return { event: eventFromRow(row) };
}

// A tool's input stays JSON text: a DynamoDB map keeps neither the order of its keys (and with it the prompt cache) nor
// numbers past 2^53, and is at most 32 levels deep.
export const partsToRow = (parts: readonly Part[]): Row[] =>
  parts.map((part) => (part.kind === 'toolCall' ? { ...part, input: JSON.stringify(part.input) } : part));

const partsFromRow = (stored: unknown): Part[] =>
  (stored as Part[]).map((part) =>
    part.kind === 'toolCall' && typeof part.input === 'string' ? { ...part, input: JSON.parse(part.input) } : part,
  );

const callerFields: Record<keyof CallerTurn, true> = {
  sessionId: true,
  companyId: true,
  turn: true,
  heard: true,
  key: true,
  claimedAt: true,
  deliveries: true,
  expiresAt: true,
};

const replyFields: Record<keyof Reply, true> = {
  sessionId: true,
  companyId: true,
  turn: true,
  status: true,
  tier: true,
  managerFrom: true,
  sentences: true,
  parts: true,
  next: true,
  failure: true,
  startedAt: true,
  firstSentenceAt: true,
  expiresAt: true,
};

const eventFields: Record<keyof DialogueEvent, true> = {
  sessionId: true,
  companyId: true,
  turn: true,
  event: true,
  backAt: true,
  detail: true,
  expiresAt: true,
};
