import {
  type AliasConfiguration,
  DeleteFunctionCommand,
  GetAliasCommand,
  type LambdaClient,
  PreconditionFailedException,
  paginateListVersionsByFunction,
  ResourceNotFoundException,
  UpdateAliasCommand,
} from '@aws-sdk/client-lambda';
import type { Alias } from '#lib/domain/releases/release.ts';
import { liveAlias } from '#lib/names.ts';
import type { Functions } from '#lib/ports/releases.ts';

type Options = {
  client: LambdaClient;
  /** The functions that a release is made of. */
  entries: readonly string[];
  nameOf(entry: string): string;
};

/** Lambda's control plane takes 15 requests a second of an account: the client retries what is too much. */
const atOnce = 5;

/** Functions, versions and aliases of Lambda. */
export function lambdaFunctions({ client, entries, nameOf }: Options): Functions {
  const find = async (entry: string): Promise<Alias | undefined> => {
    const alias = await client
      .send(new GetAliasCommand({ FunctionName: nameOf(entry), Name: liveAlias }))
      .catch(noneIfMissing);
    return alias && fromLambda(entry, alias);
  };
  return {
    async aliases() {
      const found: Alias[] = [];
      for (let at = 0; at < entries.length; at += atOnce) {
        const some = await Promise.all(entries.slice(at, at + atOnce).map(find));
        found.push(...some.filter((alias) => alias !== undefined));
      }
      return found;
    },

    async move({ entry, revision }, version) {
      try {
        const alias = await client.send(
          new UpdateAliasCommand({
            FunctionName: nameOf(entry),
            Name: liveAlias,
            FunctionVersion: String(version),
            // Without it a canary's share would stay where it is.
            RoutingConfig: { AdditionalVersionWeights: {} },
            RevisionId: revision,
          }),
        );
        return fromLambda(entry, alias);
      } catch (cause) {
        if (cause instanceof PreconditionFailedException) return undefined;
        throw cause;
      }
    },

    async versions(entry) {
      const found: { version: number; build: string }[] = [];
      for await (const page of paginateListVersionsByFunction({ client }, { FunctionName: nameOf(entry) })) {
        for (const { Version, Description } of page.Versions ?? []) {
          if (/^\d+$/.test(Version ?? '')) found.push({ version: Number(Version), build: Description || 'unknown' });
        }
      }
      return found.toSorted((a, b) => a.version - b.version);
    },

    async removeVersion(entry, version) {
      // Without a qualifier Lambda would delete the function.
      if (!Number.isInteger(version) || version < 1) throw new RangeError(`${version} is no version of ${entry}.`);
      await client
        .send(new DeleteFunctionCommand({ FunctionName: nameOf(entry), Qualifier: String(version) }))
        .catch(noneIfMissing);
    },
  };
}

function fromLambda(entry: string, { FunctionVersion, RevisionId, RoutingConfig }: AliasConfiguration): Alias {
  const [shifting] = Object.entries(RoutingConfig?.AdditionalVersionWeights ?? {});
  return {
    entry,
    version: Number(FunctionVersion),
    shiftingTo: shifting === undefined ? undefined : Number(shifting[0]),
    revision: RevisionId ?? '',
  };
}

function noneIfMissing(cause: unknown): undefined {
  if (cause instanceof ResourceNotFoundException) return undefined;
  throw cause;
}
