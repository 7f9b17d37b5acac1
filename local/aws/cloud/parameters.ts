import { type AwsRequest, type AwsResponse, awsError } from '#local/aws/json-server.ts';

type Body = { Name?: string; Value?: string; Overwrite?: boolean; Path?: string; NextToken?: string };

/** Parameter Store: put, get, list by path, delete. */
export class LocalParameters {
  /** By name. */
  readonly values = new Map<string, string>();

  answer(operation: string, { body }: AwsRequest): AwsResponse {
    const { Name = '', Value = '', Overwrite = false, Path = '', NextToken } = JSON.parse(body) as Body;
    const found = this.values.get(Name);
    switch (operation) {
      case 'PutParameter':
        if (found !== undefined && !Overwrite) {
          return awsError(400, 'ParameterAlreadyExists', 'The parameter already exists.');
        }
        this.values.set(Name, Value);
        return { status: 200, json: { Version: 1, Tier: 'Standard' } };
      case 'GetParameter':
        if (found === undefined) return awsError(400, 'ParameterNotFound', '');
        return { status: 200, json: { Parameter: { Name, Value: found, Type: 'String' } } };
      case 'DeleteParameter':
        if (found === undefined) return awsError(400, 'ParameterNotFound', '');
        this.values.delete(Name);
        return { status: 200, json: {} };
      case 'GetParametersByPath':
        return this.#list(Path, Number(NextToken ?? 0));
      default:
        return awsError(400, 'UnknownOperationException', `${operation} is not here.`);
    }
  }

  /** Two a page. */
  #list(path: string, from: number): AwsResponse {
    const names = [...this.values.keys()].filter((name) => name.startsWith(path)).sort();
    const page = names.slice(from, from + 2).map((Name) => ({ Name, Value: this.values.get(Name), Type: 'String' }));
    const next = from + 2 < names.length ? { NextToken: String(from + 2) } : {};
    return { status: 200, json: { Parameters: page, ...next } };
  }
}
