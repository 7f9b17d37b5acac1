import {
  DeleteParameterCommand,
  GetParameterCommand,
  ParameterAlreadyExists,
  ParameterNotFound,
  PutParameterCommand,
  paginateGetParametersByPath,
  type SSMClient,
} from '@aws-sdk/client-ssm';
import type * as z from 'zod/mini';
import { CandidateNote, GoodReleaseNote, RollbackNoteText } from '#lib/contracts/release-notes.ts';
import { AppError } from '#lib/domain/errors.ts';
import type { ReleaseNotes } from '#lib/ports/releases.ts';

/** Notes in SSM: a parameter each. One that is written without Overwrite has exactly one winner, which is all the locking there is. */
export function ssmReleaseNotes({ client, path }: { client: SSMClient; path: string }): ReleaseNotes {
  const put = (name: string, value: object, Overwrite: boolean) =>
    client.send(
      new PutParameterCommand({ Name: path + name, Value: JSON.stringify(value), Type: 'String', Overwrite }),
    );
  const putOnce = async (name: string, value: object): Promise<boolean> => {
    try {
      await put(name, value, false);
      return true;
    } catch (cause) {
      if (!(cause instanceof ParameterAlreadyExists)) throw cause;
      // The SDK repeats a write whose answer was lost, and meets its own.
      return (await text(client, path + name)) === JSON.stringify(value);
    }
  };
  const read = async <Note>(name: string, schema: z.ZodMiniType<Note>): Promise<Note | undefined> => {
    const found = await text(client, path + name);
    return found === undefined ? undefined : parse(path + name, found, schema);
  };
  return {
    async good() {
      const releases = [];
      for await (const page of paginateGetParametersByPath({ client }, { Path: `${path}good/` })) {
        for (const { Name = '', Value = '' } of page.Parameters ?? []) {
          releases.push(parse(Name, Value, GoodReleaseNote));
        }
      }
      return releases;
    },
    addGood: (release) => putOnce(`good/${release.number}`, release),
    async removeGood(number) {
      await client.send(new DeleteParameterCommand({ Name: `${path}good/${number}` })).catch((cause: unknown) => {
        if (!(cause instanceof ParameterNotFound)) throw cause;
      });
    },
    candidate: () => read('candidate', CandidateNote),
    setCandidate: async (candidate) => void (await put('candidate', candidate, true)),
    rollback: () => read('rollback', RollbackNoteText),
    beginRollback: (note) => putOnce('rollback', note),
    setRollback: async (note) => void (await put('rollback', note, true)),
  };
}

/** The text of a parameter; undefined where there is none. */
export async function text(client: SSMClient, name: string): Promise<string | undefined> {
  try {
    return (await client.send(new GetParameterCommand({ Name: name }))).Parameter?.Value;
  } catch (cause) {
    if (cause instanceof ParameterNotFound) return undefined;
    throw cause;
  }
}

function parse<Note>(name: string, value: string, schema: z.ZodMiniType<Note>): Note {
  const parsed = schema.safeParse(json(value));
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map((issue) => issue.path.join('.') || 'its top level').join(', ');
  throw new AppError(
    'corrupt',
    `Parameter ${name} is wrong at ${fields}. Its shape is in lib/contracts/release-notes.ts.`,
  );
}

function json(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}
