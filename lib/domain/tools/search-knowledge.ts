import MiniSearch from 'minisearch';
import * as z from 'zod/mini';
import type { CompanyConfig } from '#lib/contracts/company-config.ts';
import { tool } from '#lib/domain/tools/tool.ts';

/** Passages returned to the model: more only costs tokens and time. */
const passages = 3;

/** Looks things up in the texts that the company wrote for its AI. Reads only. */
export const searchKnowledge = tool({
  name: 'search_knowledge',
  description:
    "Look up the company's own information: policies, delivery, returns, opening hours, products. " +
    'Use it before you answer any question about the company. Ask with the words that matter, in the language of the texts.',
  input: z.object({ query: z.string().check(z.minLength(1), z.maxLength(300)) }),
  offered: ({ session }) => session.config.knowledge.length > 0,
  run: async (_ports, { session }, { query }) => {
    const found = search(session.config.knowledge, query);
    if (found.length === 0) {
      return { text: 'Nothing was found. Say that you do not have this information; do not guess.' };
    }
    return { text: found.map(({ title, text }) => `${title}\n${text}`).join('\n\n') };
  },
});

type KnowledgeText = CompanyConfig['knowledge'][number];

/** Full-text search that forgives endings and typing errors; accents do not count, because a recogniser drops them. */
export function search(texts: readonly KnowledgeText[], query: string): KnowledgeText[] {
  const index = new MiniSearch<KnowledgeText & { id: number }>({
    fields: ['title', 'text'],
    processTerm: (term) => plain(term),
    searchOptions: {
      // Endings differ, and by language: the beginning of a long word is enough ("deliveries", "delivery").
      processTerm: (term) => [plain(term), ...(term.length > 6 ? [plain(term).slice(0, -3)] : [])],
      boost: { title: 3 },
      prefix: (term) => term.length > 3,
      fuzzy: (term) => (term.length > 4 ? 0.2 : false),
    },
  });
  index.addAll(texts.map((text, id) => ({ ...text, id })));
  return index
    .search(query)
    .slice(0, passages)
    .flatMap(({ id }) => texts[id] ?? []);
}

const plain = (term: string): string => term.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
