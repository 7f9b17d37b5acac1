import {
  dryRunScripts,
  getScripts,
  getScriptVersion,
  listScriptVersions,
  putScripts,
} from '#lib/contracts/api/scripts.ts';
import {
  languageOf,
  readWording,
  requireWording,
  tagOf,
  tryScripts,
  viewOf,
  wordScripts,
} from '#lib/domain/word-scripts.ts';
import { jsonApi, on } from '#lib/http/json-api.ts';
import { pageOfVersions, toVersionView } from '#lib/http/version-pages.ts';
import type { ScriptEdition } from '#lib/ports/scripts.ts';

/** What is said beside the AI: read it, word it anew, look back, try new words out. */
export const handler = jsonApi(
  on(getScripts, async ({ ports, companyId, query }) => toReply(await readWording(ports, companyId, query.language))),

  on(putScripts, async ({ ports, companyId, subject, role, body, ifMatch }) =>
    toReply(await wordScripts(ports, { companyId, subject, role }, body, ifMatch)),
  ),

  on(listScriptVersions, async ({ ports, companyId, query }) => {
    const language = await languageOf(ports, companyId, query.language);
    const page = await pageOfVersions([companyId, 'listScriptVersions', language], query, (place) =>
      ports.scripts.editions(companyId, language, place),
    );
    return { status: 200, body: page };
  }),

  on(getScriptVersion, async ({ ports, companyId, path, query }) => {
    const edition = await requireWording(ports, companyId, query.language, path.version);
    return { status: 200, body: { ...toVersionView(edition), ...viewOf(edition) } };
  }),

  on(dryRunScripts, async ({ ports, companyId, body }) => ({
    status: 200,
    body: await tryScripts(ports, companyId, body),
  })),
);

const toReply = (edition: ScriptEdition) => ({ status: 200 as const, body: viewOf(edition), version: tagOf(edition) });
