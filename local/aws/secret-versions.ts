import { randomUUID } from 'node:crypto';
import { type AwsResponse, awsError } from '#local/aws/json-server.ts';

/** One secret: its versions by id, and which of them each label is on. */
type Stored = { versions: Map<string, string>; stages: Map<string, string> };

export type SecretRequest = {
  SecretId?: string;
  Name?: string;
  SecretString?: string;
  ClientRequestToken?: string;
  VersionId?: string;
  VersionStage?: string;
  VersionStages?: string[];
  MoveToVersionId?: string;
  RemoveFromVersionId?: string;
};

const current = 'AWSCURRENT';
const previous = 'AWSPREVIOUS';

/**
 * Secrets with versions and staging labels, by AWS's rules: a version never changes, a label is on one version at a time, and
 * a label is moved only by who names the version that it is on. `texts` is what is current; whoever writes there is somebody
 * who used the console.
 */
export class SecretVersions {
  readonly texts: Map<string, string>;
  readonly #stored = new Map<string, Stored>();

  constructor(texts: Map<string, string>) {
    this.texts = texts;
  }

  create({ Name = '', SecretString, ClientRequestToken = randomUUID() }: SecretRequest): AwsResponse {
    const refused = refusal(SecretString, ClientRequestToken);
    if (refused) return refused;
    const standing = this.#find(Name);
    // The answer to the first try was lost.
    if (standing?.versions.get(ClientRequestToken) === SecretString) return described(Name, ClientRequestToken);
    if (standing !== undefined) return exists(`The operation failed because the secret ${Name} already exists.`);
    const versions = new Map([[ClientRequestToken, SecretString ?? '']]);
    this.#stored.set(Name, { versions, stages: new Map([[current, ClientRequestToken]]) });
    this.texts.set(Name, SecretString ?? '');
    return described(Name, ClientRequestToken);
  }

  put(request: SecretRequest): AwsResponse {
    const { SecretString, ClientRequestToken = randomUUID(), VersionStages = [current] } = request;
    const name = nameOf(request.SecretId);
    const refused = refusal(SecretString, ClientRequestToken);
    if (refused) return refused;
    const stored = this.#find(name);
    if (stored === undefined) return notFound;
    const same = stored.versions.get(ClientRequestToken);
    if (same !== undefined && same !== SecretString) {
      return exists('A resource with the ID you requested already exists, with another value.');
    }
    if (same === undefined) {
      stored.versions.set(ClientRequestToken, SecretString ?? '');
      for (const stage of VersionStages) this.#move(name, stored, stage, ClientRequestToken);
    }
    return described(name, ClientRequestToken, stagesOf(stored, ClientRequestToken));
  }

  get({ SecretId, VersionId, VersionStage = current }: SecretRequest): AwsResponse {
    const name = nameOf(SecretId);
    const stored = this.#find(name);
    const id = VersionId ?? stored?.stages.get(VersionStage) ?? '';
    const text = stored?.versions.get(id);
    if (stored === undefined || text === undefined) return notFound;
    const { json } = described(name, id, stagesOf(stored, id));
    return { status: 200, json: { ...(json as object), SecretString: text, CreatedDate: Date.now() / 1000 } };
  }

  describe({ SecretId }: SecretRequest): AwsResponse {
    const name = nameOf(SecretId);
    const stored = this.#find(name);
    if (stored === undefined) return notFound;
    const labelled = [...stored.versions.keys()]
      .map((id) => [id, stagesOf(stored, id)] as const)
      .filter(([, stages]) => stages.length > 0);
    return { status: 200, json: { ARN: arnOf(name), Name: name, VersionIdsToStages: Object.fromEntries(labelled) } };
  }

  moveStage(request: SecretRequest): AwsResponse {
    const { VersionStage = '', MoveToVersionId, RemoveFromVersionId } = request;
    const name = nameOf(request.SecretId);
    const stored = this.#find(name);
    if (stored === undefined || (MoveToVersionId !== undefined && !stored.versions.has(MoveToVersionId)))
      return notFound;
    const standing = stored.stages.get(VersionStage);
    if (standing !== undefined && standing !== RemoveFromVersionId) {
      return invalid(`The parameter RemoveFromVersionId can't be empty or another version than ${VersionStage} is on.`);
    }
    if (MoveToVersionId !== undefined) this.#move(name, stored, VersionStage, MoveToVersionId);
    else if (VersionStage === current) return invalid(`${current} can be moved, not removed.`);
    else stored.stages.delete(VersionStage);
    return { status: 200, json: { ARN: arnOf(name), Name: name } };
  }

  #move(name: string, stored: Stored, stage: string, id: string): void {
    const from = stored.stages.get(stage);
    stored.stages.set(stage, id);
    if (stage !== current) return;
    if (from !== undefined && from !== id) stored.stages.set(previous, from);
    this.texts.set(name, stored.versions.get(id) ?? '');
  }

  #find(name: string): Stored | undefined {
    const text = this.texts.get(name);
    if (text === undefined) {
      this.#stored.delete(name);
      return undefined;
    }
    const stored = this.#stored.get(name) ?? { versions: new Map(), stages: new Map() };
    this.#stored.set(name, stored);
    if (stored.versions.get(stored.stages.get(current) ?? '') !== text) {
      const id = randomUUID();
      stored.versions.set(id, text);
      this.#move(name, stored, current, id);
    }
    return stored;
  }
}

/** A secret is asked for by name or by ARN, whose last seven characters are AWS's own. */
const nameOf = (id = ''): string => /^arn:aws:secretsmanager:[^:]*:\d*:secret:(.+)-\w{6}$/.exec(id)?.[1] ?? id;

const arnOf = (name: string): string => `arn:aws:secretsmanager:us-east-1:000000000000:secret:${name}-l0c4l0`;

const stagesOf = ({ stages }: Stored, id: string): string[] =>
  [...stages].flatMap(([stage, version]) => (version === id ? [stage] : []));

const described = (name: string, id: string, stages: string[] = [current]): AwsResponse => ({
  status: 200,
  json: { ARN: arnOf(name), Name: name, VersionId: id, VersionStages: stages },
});

function refusal(text: string | undefined, token: string): AwsResponse | undefined {
  if (text === undefined || text.length > 65_536) return invalid('SecretString must have 1 to 65536 bytes.');
  return token.length < 32 || token.length > 64
    ? invalid('ClientRequestToken must have 32 to 64 characters.')
    : undefined;
}

const notFound = awsError(400, 'ResourceNotFoundException', "Secrets Manager can't find the specified secret.");
const exists = (message: string): AwsResponse => awsError(400, 'ResourceExistsException', message);
const invalid = (message: string): AwsResponse => awsError(400, 'InvalidParameterException', message);
