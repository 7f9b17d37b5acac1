import { putOnce, updateIf } from '#lib/adapters/dynamodb/conditional-write.ts';
import { type Database, getRow, pick, type Row } from '#lib/adapters/dynamodb/document-client.ts';
import type { Erasure } from '#lib/domain/erasure/erasure.ts';
import type { Erasures } from '#lib/ports/erasures.ts';

export function dynamodbErasures(db: Database): Erasures {
  const table = 'erasure';
  return {
    async find(companyId, erasureId) {
      const row = await getRow(db, table, { companyId, erasureId });
      return row && fromRow(row);
    },

    async begin(erasure, staleBefore) {
      const { won, standing } = await putOnce(db, table, erasure);
      if (won || standing === undefined) return erasure;
      const { companyId, erasureId, requestedBy, requestedAt } = erasure;
      const again = await updateIf(db, {
        table,
        key: { companyId, erasureId },
        set: { state: 'running', requestedBy, requestedAt },
        add: { round: 1 },
        remove: ['finishedAt'],
        condition: '#state = :done OR #requestedAt < :staleBefore',
        values: { ':done': 'done', ':staleBefore': staleBefore },
        stamp: 'begunBy',
        returnRow: true,
      });
      return fromRow(again.standing ?? standing);
    },

    async add(companyId, erasureId, erased) {
      await updateIf(db, {
        table,
        key: { companyId, erasureId },
        add: erased,
        condition: 'attribute_exists(erasureId)',
        stamp: 'addedBy',
      });
    },

    async finish(companyId, erasureId, round, at) {
      await updateIf(db, {
        table,
        key: { companyId, erasureId },
        set: { state: 'done', finishedAt: at },
        condition: '#state = :running AND #round = :round',
        names: { '#round': 'round' },
        values: { ':running': 'running', ':round': round },
      });
    },
  };
}

const fromRow = (row: Row): Erasure => pick<Erasure>(row, fields);

const fields: Record<keyof Erasure, true> = {
  companyId: true,
  erasureId: true,
  state: true,
  round: true,
  requestedBy: true,
  requestedAt: true,
  finishedAt: true,
  sessions: true,
  messages: true,
  calls: true,
  callbacks: true,
  actions: true,
};
