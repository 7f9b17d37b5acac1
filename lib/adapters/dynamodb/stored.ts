import * as z from 'zod/mini';
import type { Row } from '#lib/adapters/dynamodb/document-client.ts';
import { AppError } from '#lib/domain/errors.ts';

/**
 * Reads a row that operators write: defaults filled in, unknown fields dropped. Throws AppError `corrupt`, which says
 * where to look (table, key, field) and never what stands there.
 */
export function readStored<S extends z.core.$ZodType>(schema: S, row: Row, table: string, key: Row): z.output<S> {
  const read = z.safeParse(schema, row);
  if (read.success) return read.data;
  const faults = read.error.issues.map((issue) => `${issue.path.join('.')} ${reason(issue)}`);
  throw new AppError(
    'corrupt',
    `${table} ${JSON.stringify(key)} cannot be read: ${faults.join('; ')}. Correct the row.`,
  );
}

// zod/mini brings no wording of its own: every message that a schema does not word is 'Invalid input'.
function reason(issue: z.core.$ZodIssue): string {
  if (issue.message !== 'Invalid input') return issue.message;
  if (issue.code === 'invalid_type') return `must be of type ${issue.expected}`;
  if (issue.code === 'invalid_value') return `must be one of ${issue.values.join(', ')}`;
  if (issue.code === 'too_small') return `must be at least ${issue.minimum}`;
  if (issue.code === 'too_big') return `must be at most ${issue.maximum}`;
  return issue.code;
}
