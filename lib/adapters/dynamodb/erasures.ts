import { putOnce, updateIf } from '#lib/adapters/dynamodb/conditional-write.ts';
import { type Database, getRow, pick, type Row } from '#lib/adapters/dynamodb/document-client.ts';
import { type Erasure, nothingErased } from '#lib/domain/erasure/erasure.ts';
import { AppError } from '#lib/domain/errors.ts';
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
      const key = { companyId, erasureId };
      for (let tries = 0; tries < maxTries; tries += 1) {
        const again = await updateIf(db, {
          table,
          key,
          set: { state: 'running', requestedBy, requestedAt },
          add: { round: 1 },
          remove: ['finishedAt', 'orderedAgainAt'],
          condition: '#state = :done OR #requestedAt < :staleBefore',
          values: { ':done': 'done', ':staleBefore': staleBefore },
          stamp: 'begunBy',
          returnRow: true,
        });
        if (again.won && again.standing !== undefined) return fromRow(again.standing);
        const noted = await updateIf(db, {
          table,
          key,
          set: { orderedAgainAt: requestedAt },
          condition: '#state = :running',
          names: { '#state': 'state' },
          values: { ':running': 'running' },
          returnRow: true,
        });
        if (noted.won && noted.standing !== undefined) return fromRow(noted.standing);
      }
      throw new AppError('conflict', `The deletion ${erasureId} ends and begins again and again. Order it once more.`);
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

    async finish(companyId, erasureId, round, { at, orderedBy }) {
      const { won, standing } = await updateIf(db, {
        table,
        key: { companyId, erasureId },
        set: { state: 'done', finishedAt: at },
        condition:
          '#state = :running AND #round = :round AND #requestedAt <= :orderedBy AND ' +
          '(attribute_not_exists(#again) OR #again <= :orderedBy)',
        names: { '#round': 'round', '#requestedAt': 'requestedAt', '#again': 'orderedAgainAt' },
        values: { ':running': 'running', ':round': round, ':orderedBy': orderedBy },
      });
      return won || standing?.state !== 'running' || standing.round !== round;
    },
  };
}

/** A round that ends between two looks begins anew at the next one. */
const maxTries = 5;

// Older builds did not count requests.
const fromRow = (row: Row): Erasure => ({ ...nothingErased, ...pick<Erasure>(row, fields) });

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
  requests: true,
};
