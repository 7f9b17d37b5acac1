import { dryRunScripts, getScripts, putScripts } from '#lib/contracts/api/scripts.ts';
import { readScripts, tryScripts, wordScripts } from '#lib/domain/word-scripts.ts';
import { jsonApi, on } from '#lib/http/json-api.ts';

/** What is said beside the AI: read it, word it anew, try new words out. */
export const handler = jsonApi(
  on(getScripts, async ({ ports, companyId, query }) => ({
    status: 200,
    body: await readScripts(ports, companyId, query.language),
  })),

  on(putScripts, async ({ ports, companyId, body }) => ({
    status: 200,
    body: await wordScripts(ports, companyId, body),
  })),

  on(dryRunScripts, async ({ ports, companyId, body }) => ({
    status: 200,
    body: await tryScripts(ports, companyId, body),
  })),
);
