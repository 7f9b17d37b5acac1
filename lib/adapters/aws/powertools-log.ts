import { Logger } from '@aws-lambda-powertools/logger';
import { errorRecord } from '#lib/adapters/error-record.ts';
import { mask } from '#lib/adapters/masking.ts';
import { serviceName } from '#lib/names.ts';
import type { Fields, Log } from '#lib/ports/telemetry.ts';

export type PowertoolsLogOptions = {
  stage: string;
  /** The deployed version, on every line. */
  version?: string;
  /** The logger whose Lambda context (request id, cold start) the door fills in. Default: one of its own. */
  logger?: Logger;
};

/** JSON lines for CloudWatch. Nothing personal leaves: `pii` is dropped, and texts pass the mask. */
export function powertoolsLog({ stage, version, logger = new Logger({ serviceName }) }: PowertoolsLogOptions): Log {
  logger.appendPersistentKeys({ stage, ...(version === undefined ? {} : { version }) });
  return {
    info: (message, fields) => logger.info(mask(message), presentable(fields)),
    warn: (message, fields) => logger.warn(mask(message), presentable(fields)),
    error: (message, cause, fields) =>
      logger.error(mask(message), { ...presentable(fields), error: errorRecord(cause) }),
  };
}

/** Fields are typed as plain values, but a cast may bring anything: only plain values pass. */
function presentable(fields: Fields = {}): Fields {
  const shown: Fields = {};
  for (const [name, value] of Object.entries(fields)) {
    if (/^pii\b/i.test(name)) continue;
    if (typeof value === 'string') shown[name] = mask(value);
    else if (typeof value === 'number' || typeof value === 'boolean') shown[name] = value;
  }
  return shown;
}
