import { updateIf } from '#lib/adapters/dynamodb/conditional-write.ts';
import { type Database, getRow, putRow, queryRows, type Row } from '#lib/adapters/dynamodb/document-client.ts';
import { readStored } from '#lib/adapters/dynamodb/stored.ts';
import { versionsBelow } from '#lib/adapters/dynamodb/versions.ts';
import { purposeOf, VoiceScript, VoiceWording, wordingIdOf } from '#lib/contracts/voice-script.ts';
import type { CompanyId } from '#lib/domain/ids.ts';
import type { Language } from '#lib/domain/language.ts';
import type { Wording } from '#lib/domain/script.ts';
import type { CompanyScripts, ScriptEdition } from '#lib/ports/scripts.ts';

/** The standing version, and the wording as it is stored, with whatever only a newer release can say. */
type Standing = { edition: ScriptEdition; stored: Readonly<Record<string, readonly string[]>> };

export function dynamodbScripts(db: Database): CompanyScripts {
  // A company has a row for each language, and perhaps some short ones that operators wrote: one page.
  async function standing(companyId: CompanyId, language: Language): Promise<Standing> {
    const rows = await queryRows(db, 'script', {
      KeyConditionExpression: 'companyId = :companyId',
      ExpressionAttributeValues: { ':companyId': companyId },
      ConsistentRead: true,
    });
    const put = rows.find(({ scriptId }) => scriptId === wordingIdOf(language));
    if (put !== undefined) return { edition: toEdition(put, 'script'), stored: put.wording as Standing['stored'] };
    // Nothing was put yet: what operators wrote by hand, purpose by purpose.
    const written = rows.filter(({ scriptId }) => String(scriptId).endsWith(`#${language}`)).flatMap(fromHand);
    const wording: Wording = Object.fromEntries(written);
    return { edition: { companyId, language, version: 0, wording }, stored: wording };
  }

  function fromHand(row: Row): [string, readonly string[]][] {
    const key = { companyId: row.companyId, scriptId: row.scriptId };
    const { scriptId, texts } = readStored(VoiceScript, row, db.tables.script, key);
    const purpose = purposeOf(scriptId);
    return purpose === undefined ? [] : [[purpose, texts]];
  }

  function toEdition(row: Row, table: 'script' | 'scriptVersion'): ScriptEdition {
    const key = { companyId: row.companyId, language: row.language, version: row.version };
    const { wording, edit, ...rest } = readStored(VoiceWording, row, db.tables[table], key);
    const known = Object.entries(wording).filter(([name]) => purposeOf(name) !== undefined);
    return { ...rest, wording: Object.fromEntries(known), ...(edit && { edit }) };
  }

  return {
    standing: async (companyId, language) => (await standing(companyId, language)).edition,

    // Kept first, replaced then: a crash between the two leaves a copy too many, and never loses a version.
    async replace({ companyId, language, version, wording }, edit) {
      const { edition, stored } = await standing(companyId, language);
      if (edition.version !== version) return false;
      const beyondUs = Object.entries(stored).filter(([name]) => purposeOf(name) === undefined);
      await putRow(db, 'scriptVersion', {
        ...edition,
        wording: stored,
        companyLanguage: versionsOf(companyId, language),
      });
      const { won } = await updateIf(db, {
        table: 'script',
        key: { companyId, scriptId: wordingIdOf(language) },
        set: {
          language,
          version: version + 1,
          wording: { ...Object.fromEntries(beyondUs), ...wording },
          edit,
          // A release that reads purpose by purpose asks this of every row, and passes over a purpose that it does not know.
          texts: ['All purposes: see wording.'],
        },
        condition: version === 0 ? 'attribute_not_exists(#version)' : '#version = :seen',
        ...(version === 0 ? {} : { values: { ':seen': version } }),
        stamp: 'replacedBy',
      });
      return won;
    },

    async edition(companyId, language, version) {
      const { edition } = await standing(companyId, language);
      if (edition.version === version) return edition;
      // A copy that was kept for an edit which was then not made is of the standing version, and was found above.
      const kept = await getRow(db, 'scriptVersion', { companyLanguage: versionsOf(companyId, language), version });
      return kept && toEdition(kept, 'scriptVersion');
    },

    async editions(companyId, language, { before = Number.MAX_SAFE_INTEGER, limit }) {
      const { edition } = await standing(companyId, language);
      const below = Math.min(before, edition.version);
      const rows = await versionsBelow(db, 'scriptVersion', versionsOf(companyId, language), { below, limit });
      const rest = rows.map((row) => toEdition(row, 'scriptVersion'));
      return (edition.version < before ? [edition, ...rest] : rest).slice(0, limit);
    },
  };
}

/** The partition of a language's earlier versions. */
const versionsOf = (companyId: CompanyId, language: Language): string => `${companyId}#${language}`;
