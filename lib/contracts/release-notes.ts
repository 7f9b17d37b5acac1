import * as z from 'zod/mini';

const Time = z.iso.datetime();
const Versions = z.record(z.string(), z.int().check(z.positive()));

/** What stands in SSM below `/cs-ai/<stage>/releases/`: JSON that an operator may read, and must not write. */
export const GoodReleaseNote = z.object({
  number: z.int().check(z.positive()),
  build: z.string(),
  versions: Versions,
  since: Time,
  markedAt: Time,
});

export const CandidateNote = z.object({ versions: Versions, since: Time });

export const RollbackNoteText = z.object({
  to: z.int().check(z.positive()),
  moves: z.array(z.object({ entry: z.string(), from: z.int(), to: z.int() })),
  begunAt: Time,
  doneAt: z.optional(Time),
});
