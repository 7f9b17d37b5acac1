import { CfnOutput } from 'aws-cdk-lib';
import { FunctionUrlAuthType, InvokeMode } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { ServedFunction } from '#infra/constructs/served-function.ts';
import type { Route } from '#lib/routes.ts';

export type StreamDoorsProps = {
  readonly rows: readonly Route[];
  readonly functions: ReadonlyMap<string, ServedFunction>;
};

/**
 * The functions that answer as they go, each at a URL of its own: the HTTP API hands on only whole answers. Nobody is kept
 * out in front of them, because the token is the company's and not AWS's: each verifies it first, as it does behind the API.
 */
export class StreamDoors extends Construct {
  constructor(scope: Construct, id: string, { rows, functions }: StreamDoorsProps) {
    super(scope, id);
    for (const entry of new Set(rows.flatMap(({ stream }) => (stream === undefined ? [] : [stream])))) {
      const served = functions.get(entry);
      if (served === undefined) throw new Error(`functions/${entry}.ts is to stream, and is not served.`);
      const { url } = served.alias.addFunctionUrl({
        authType: FunctionUrlAuthType.NONE,
        invokeMode: InvokeMode.RESPONSE_STREAM,
      });
      const name = entry.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
      const output = new CfnOutput(this, `${name}Url`, {
        value: url,
        description: `Where ${entry} answers as it goes`,
      });
      output.overrideLogicalId(`${name}Url`);
    }
  }
}
