import { pick, type Row } from '#lib/adapters/dynamodb/document-client.ts';
import type {
  CallerTurn,
  Delivery,
  Dialogue,
  DialogueEvent,
  Lead,
  Part,
  Reply,
  ReplyNext,
} from '#lib/domain/dialogue.ts';
import type { SessionId } from '#lib/domain/ids.ts';

/** Where a row stands in its session: the greeting first, then ten places a turn. */
export const seqOf = {
  greeting: () => 1,
  caller: (turn: number) => turn * 10,
  reply: (turn: number) => turn * 10 + 1,
  event: (turn: number) => turn * 10 + 2,
};

export const keyOf = (sessionId: SessionId, seq: number): Row => ({ sessionId, seq });

export const callerToRow = (caller: CallerTurn): Row => ({
  ...caller,
  role: 'user',
  seq: seqOf.caller(caller.turn),
  deliveries: Object.fromEntries(
    Object.entries(caller.deliveries).map(([part, delivery]) => [part, deliveryToRow(delivery)]),
  ),
});

export function callerFromRow(row: Row): CallerTurn {
  const caller = pick<CallerTurn>(row, callerFields);
  const stored = Object.entries(caller.deliveries as Record<string, Row>);
  return { ...caller, deliveries: Object.fromEntries(stored.map(([part, one]) => [part, deliveryFromRow(one)])) };
}

export const deliveryToRow = ({ lead, ...delivery }: Delivery): Row => {
  const near = nearestLead[lead];
  return { ...delivery, ...(near === undefined ? { lead } : { lead: near, exactly: lead }) };
};

export const deliveryFromRow = ({ exactly, ...row }: Row): Delivery =>
  ({ ...row, ...(exactly === undefined ? {} : { lead: exactly }) }) as Delivery;

/**
 * Leads and ends of replies that came later stand in the row as the nearest one that every build knows, and exactly as
 * they are beside it: an older build, in a shift or after a rollback, goes on with the call where it would have failed.
 */
const nearestLead: Partial<Record<Lead, Lead>> = { record: 'listen', 'no-more-calls': 'end' };

export const nextToRow = (next: ReplyNext): Row =>
  next.kind === 'record' ? { ...next, kind: 'listen', exactly: next.kind } : next;

const nextFromRow = ({ exactly, ...row }: Row): ReplyNext =>
  ({ ...row, ...(exactly === undefined ? {} : { kind: exactly }) }) as ReplyNext;

export const replyToRow = (reply: Reply): Row => ({
  ...reply,
  next: nextToRow(reply.next),
  role: 'assistant',
  seq: seqOf.reply(reply.turn),
  parts: partsToRow(reply.parts),
});

export const replyFromRow = (row: Row): Reply => ({
  ...pick<Reply>(row, replyFields),
  next: nextFromRow(row.next as Row),
  parts: partsFromRow(row.parts),
});

export const eventToRow = (event: DialogueEvent): Row => ({ ...event, role: 'event', seq: seqOf.event(event.turn) });

export const eventFromRow = (row: Row): DialogueEvent => pick<DialogueEvent>(row, eventFields);

/** Events that came later: an older build that read one in a row of its own would have no words for it, and no answer. */
const besideCaller: ReadonlySet<DialogueEvent['event']> = new Set([
  'message-recorded',
  'message-empty',
  'message-refused',
  'handed-to-team',
]);
export const isBesideCaller = ({ event }: DialogueEvent): boolean => besideCaller.has(event);

/** The event that stands in the row of a caller's turn, where older builds do not look. */
export const eventBeside = (row: Row): DialogueEvent | undefined =>
  row.event === undefined ? undefined : eventFromRow({ ...row, ...(row.event as Row) });

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
  if (row.role === 'user') {
    const event = eventBeside(row);
    return { caller: callerFromRow(row), ...(event === undefined ? {} : { event }) };
  }
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
  inParts: true,
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
  reason: true,
  backAt: true,
  detail: true,
  expiresAt: true,
};
