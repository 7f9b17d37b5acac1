import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { AppError } from '#lib/domain/errors.ts';

const defaultMaxBytes = 64 * 1024;

/** The JSON of a request's body. Throws AppError `unsupportedMedia`, `tooLarge` or `malformed`. */
export function readJson(event: APIGatewayProxyEventV2, maxBytes = defaultMaxBytes): unknown {
  const type = event.headers['content-type'] ?? '';
  if (!/^application\/json *(;|$)/i.test(type)) {
    const given = type === '' ? 'missing' : `"${type.slice(0, 100)}"`;
    throw new AppError('unsupportedMedia', `The content type must be application/json; it is ${given}.`);
  }
  // JSON between systems is UTF-8 (RFC 8259, 8.1): bytes that say they are something else are not guessed at.
  const charset = /; *charset *= *"?([^";]*)/i.exec(type)?.[1]?.trim() ?? 'utf-8';
  if (!/^utf-?8$/i.test(charset)) {
    throw new AppError('unsupportedMedia', `JSON is read in UTF-8 only; this says charset "${charset.slice(0, 40)}".`);
  }
  const packed = event.headers['content-encoding'] ?? 'identity';
  if (packed !== 'identity')
    throw new AppError('unsupportedMedia', 'The body must not be packed: leave content-encoding out.');
  const bytes = Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8');
  if (bytes.length > maxBytes) {
    throw new AppError('tooLarge', `The body has ${bytes.length} bytes; at most ${maxBytes} are read.`);
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return JSON.parse(text, escapedHalf.test(text) ? refuseHalves : undefined);
  } catch (cause) {
    throw new AppError('malformed', 'The body must be JSON in UTF-8; it cannot be read as such.', { cause });
  }
}

/** Only an escape can bring half of a surrogate pair into UTF-8; neither the store nor the model takes one. */
const escapedHalf = /\\u[dD][89a-fA-F]/;

function refuseHalves(name: string, value: unknown): unknown {
  if (name.isWellFormed() && (typeof value !== 'string' || value.isWellFormed())) return value;
  throw new SyntaxError('Half of a surrogate pair stands alone.');
}
