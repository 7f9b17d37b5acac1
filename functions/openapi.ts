import { openApiDocument } from '#lib/contracts/api/openapi.ts';
import { openJson } from '#lib/http/open-json.ts';
import { world } from '#lib/runtime/wire.ts';

let written: unknown;

/** The document of the JSON API, for whoever builds on it: no token needed, for it says nothing of anybody. */
export const handler = openJson(async () => {
  written ??= openApiDocument(world().settings.version);
  return { status: 200, body: written };
});
