import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { AppError } from '#lib/domain/errors.ts';

/** A form as it was sent: repeated fields keep all their values, because the signature is over all of them. */
export type FormFields = Record<string, string | string[]>;

/** Twilio's forms are a few kilobytes; anything far beyond is not from Twilio. */
const maxBytes = 256 * 1024;

/** The fields of a form post. Throws AppError `malformed` for a body that is no form. */
export function readForm(event: APIGatewayProxyEventV2): FormFields {
  const body = event.isBase64Encoded ? Buffer.from(event.body ?? '', 'base64').toString('utf8') : (event.body ?? '');
  if (body.length > maxBytes)
    throw new AppError('malformed', `The form has ${body.length} characters; at most ${maxBytes} are read.`);
  const type = event.headers['content-type'] ?? '';
  if (body !== '' && !type.toLowerCase().startsWith('application/x-www-form-urlencoded')) {
    throw new AppError('malformed', `The content type must be application/x-www-form-urlencoded; it is "${type}".`);
  }
  // No prototype: a field may be called __proto__ and is signed like any other.
  const fields: FormFields = Object.create(null);
  for (const [name, value] of new URLSearchParams(body)) {
    const earlier = fields[name];
    if (earlier === undefined) fields[name] = value;
    else fields[name] = Array.isArray(earlier) ? [...earlier, value] : [earlier, value];
  }
  return fields;
}

/** Each field's first value: what the product reads. */
export const firstValues = (fields: FormFields): Record<string, string> =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, Array.isArray(value) ? (value[0] ?? '') : value]),
  );
