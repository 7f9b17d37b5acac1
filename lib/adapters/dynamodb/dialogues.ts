import { putOnce, updateIf } from '#lib/adapters/dynamodb/conditional-write.ts';
import {
  callerFromRow,
  callerToRow,
  deliveryFromRow,
  deliveryToRow,
  dialogueFromRows,
  eventBeside,
  eventFromRow,
  eventToRow,
  isBesideCaller,
  keyOf,
  nextToRow,
  partsToRow,
  replyFromRow,
  replyToRow,
  seqOf,
} from '#lib/adapters/dynamodb/dialogue-rows.ts';
import { type Database, deleteRow, getRow, queryRows, type Row } from '#lib/adapters/dynamodb/document-client.ts';
import type { DialogueEvent } from '#lib/domain/dialogue.ts';
import { AppError } from '#lib/domain/errors.ts';
import type { SessionId } from '#lib/domain/ids.ts';
import type { Dialogues } from '#lib/ports/dialogues.ts';

/** Changes a reply only while it streams. A reply leaves that status once, for good: whichever write does it stands. */
const whileStreaming = { condition: '#status = :streaming', values: { ':streaming': 'streaming' } } as const;

const table = 'message';

export function dynamodbDialogues(db: Database): Dialogues {
  const replyKey = (sessionId: SessionId, turn: number) => keyOf(sessionId, seqOf.reply(turn));
  return {
    async greet({ sessionId, ...greeting }) {
      await putOnce(db, table, { ...keyOf(sessionId, seqOf.greeting()), role: 'assistant', turn: 0, ...greeting });
    },

    async claim(turn) {
      const { won, standing } = await putOnce(db, table, callerToRow(turn));
      return { turn: won || !standing ? turn : callerFromRow(standing), claimed: won };
    },

    async findTurn(sessionId, turn) {
      const row = await getRow(db, table, keyOf(sessionId, seqOf.caller(turn)));
      return row && callerFromRow(row);
    },

    async deliver(sessionId, turn, part, delivery) {
      const { won, standing } = await updateIf(db, {
        table,
        key: keyOf(sessionId, seqOf.caller(turn)),
        enter: { map: 'deliveries', entry: String(part), value: deliveryToRow(delivery) },
        condition: 'attribute_exists(sessionId) AND attribute_not_exists(deliveries.#entry)',
      });
      if (won) return delivery;
      if (!standing) throw new AppError('notFound', `Turn ${turn} of ${sessionId} was never claimed.`);
      const stands = (standing.deliveries as Record<string, Row>)[part];
      return stands === undefined ? delivery : deliveryFromRow(stands);
    },

    async openReply(reply) {
      return (await putOnce(db, table, replyToRow(reply))).won;
    },

    // The stamp matters here most: a repeat of this write would say the sentences twice.
    async addSentences(sessionId, turn, sentences, firstAt) {
      const { won } = await updateIf(db, {
        ...whileStreaming,
        table,
        key: replyKey(sessionId, turn),
        append: { sentences },
        init: { firstSentenceAt: firstAt },
        names: { '#status': 'status' },
        stamp: 'appendedBy',
      });
      return won;
    },

    // The first mark stands: a reply changes hands once.
    async markManager(sessionId, turn, from) {
      const { won } = await updateIf(db, {
        table,
        key: replyKey(sessionId, turn),
        init: { managerFrom: from },
        condition: 'attribute_exists(sessionId)',
      });
      if (!won) throw noReply(sessionId, turn);
    },

    async finishReply(sessionId, turn, { status, parts, inParts, next, failure }) {
      const { won } = await updateIf(db, {
        ...whileStreaming,
        table,
        key: replyKey(sessionId, turn),
        set: { status, parts: partsToRow(parts), inParts, next: nextToRow(next), failure },
        stamp: 'finishedBy',
      });
      return won;
    },

    async saveParts(sessionId, turn, { parts, inParts }) {
      const { won } = await updateIf(db, {
        table,
        key: replyKey(sessionId, turn),
        set: { parts: partsToRow(parts), inParts },
        condition: 'attribute_exists(sessionId)',
      });
      if (!won) throw noReply(sessionId, turn);
    },

    async findReply(sessionId, turn) {
      const row = await getRow(db, table, replyKey(sessionId, turn));
      return row && replyFromRow(row);
    },

    // One write for both cases: what the reply has already stays, what is missing comes from us.
    async giveUp({ sessionId, companyId, turn, tier, next, startedAt, expiresAt }, failure) {
      const { won, standing } = await updateIf(db, {
        table,
        key: replyKey(sessionId, turn),
        set: { status: 'failed', failure, next: nextToRow(next) },
        init: { role: 'assistant', companyId, turn, tier, sentences: [], parts: [], startedAt, expiresAt },
        condition: `attribute_not_exists(sessionId) OR ${whileStreaming.condition}`,
        values: whileStreaming.values,
        stamp: 'givenUpBy',
        returnRow: true,
      });
      if (!standing) throw noReply(sessionId, turn);
      return { reply: replyFromRow(standing), decided: won };
    },

    async addEvent(event) {
      const beside = isBesideCaller(event) ? await addBeside(db, event) : undefined;
      if (beside !== undefined) return beside;
      const { standing } = await putOnce(db, table, eventToRow(event));
      return standing === undefined ? event : eventFromRow(standing);
    },

    async erase(sessionId) {
      const keys = await queryRows(db, table, {
        KeyConditionExpression: 'sessionId = :sessionId',
        ExpressionAttributeValues: { ':sessionId': sessionId },
        ConsistentRead: true,
        ProjectionExpression: 'sessionId, seq',
      });
      const gone = await Promise.all(keys.map(({ seq }) => deleteRow(db, table, { sessionId, seq })));
      return gone.filter(Boolean).length;
    },

    async read(sessionId) {
      const rows = await queryRows(db, table, {
        KeyConditionExpression: 'sessionId = :sessionId',
        ExpressionAttributeValues: { ':sessionId': sessionId },
        ConsistentRead: true,
      });
      return dialogueFromRows(rows);
    },
  };
}

/** Undefined where the turn has no row of the caller's to put it in. */
async function addBeside(db: Database, event: DialogueEvent): Promise<DialogueEvent | undefined> {
  const { sessionId, companyId: _, turn, expiresAt: __, ...value } = event;
  const { won, standing } = await updateIf(db, {
    table,
    key: keyOf(sessionId, seqOf.caller(turn)),
    set: { event: value },
    condition: 'attribute_exists(sessionId) AND attribute_not_exists(#event)',
  });
  return won ? event : standing && eventBeside(standing);
}

const noReply = (sessionId: SessionId, turn: number): AppError =>
  new AppError('notFound', `Turn ${turn} of ${sessionId} has no reply.`);
