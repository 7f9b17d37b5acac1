import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

/** By a file in each folder: what it must not import, and what it may. */
const scopes: Record<string, { forbidden: string[]; allowed: string[] }> = {
  'lib/names.ts': {
    forbidden: ['#lib/domain/ids.ts', './domain/ids.ts', 'zod/mini', 'node:crypto', '@aws-sdk/client-dynamodb'],
    allowed: [],
  },
  'lib/routes.ts': {
    forbidden: ['#lib/names.ts', './names.ts', 'zod/mini', 'node:path', 'aws-cdk-lib'],
    allowed: [],
  },
  'lib/domain/tools/sample.ts': {
    forbidden: [
      '#lib/adapters/memory/log.ts',
      '#lib/http/twiml.ts',
      '#lib/runtime/wire.ts',
      '#functions/inbound.ts',
      '#local/desk.ts',
      '@aws-sdk/client-dynamodb',
      '@aws-sdk/client-dynamodb/dist-es/index.js',
      '@anthropic-ai/sdk',
      '@anthropic-ai/sdk/resources/messages',
      'twilio',
      'twilio/lib/twiml/VoiceResponse.js',
      '@middy/core',
      '@aws-lambda-powertools/logger',
      'node:crypto',
      'node:fs/promises',
      '../../adapters/memory/log.ts',
      './../../adapters/memory/log.ts',
    ],
    allowed: ['#lib/domain/call.ts', '#lib/ports/ports.ts', '#lib/contracts/turn-job.ts', '#lib/names.ts', 'zod/mini'],
  },
  'lib/ports/sample.ts': {
    forbidden: [
      '#lib/adapters/memory/log.ts',
      '#lib/http/twiml.ts',
      '#lib/runtime/wire.ts',
      '#functions/inbound.ts',
      '#local/desk.ts',
      '@aws-sdk/client-dynamodb',
      '@anthropic-ai/sdk',
      'twilio',
      'twilio/lib/twiml/VoiceResponse.js',
      '@middy/core',
      '@aws-lambda-powertools/logger',
      '../adapters/memory/log.ts',
    ],
    allowed: ['#lib/domain/call.ts', '#lib/contracts/turn-job.ts', '#lib/names.ts'],
  },
  'lib/contracts/sample.ts': {
    forbidden: [
      '#lib/adapters/memory/log.ts',
      '#lib/http/twiml.ts',
      '#lib/runtime/wire.ts',
      '#functions/inbound.ts',
      '#local/desk.ts',
      '@aws-sdk/client-dynamodb',
      '@anthropic-ai/sdk',
      'twilio',
      'twilio/lib/twiml/VoiceResponse.js',
      '@middy/core',
      '@aws-lambda-powertools/logger',
      '../adapters/memory/log.ts',
    ],
    allowed: ['#lib/domain/language.ts', 'zod/mini'],
  },
  'lib/adapters/dynamodb/sample.ts': {
    forbidden: [
      '#lib/http/twiml.ts',
      '#lib/runtime/wire.ts',
      '#functions/inbound.ts',
      '#local/desk.ts',
      '../memory/log.ts',
    ],
    allowed: ['#lib/ports/ports.ts', '#lib/domain/call.ts', '@aws-sdk/client-dynamodb', 'node:crypto'],
  },
  'lib/http/sample.ts': {
    forbidden: [
      '#lib/adapters/memory/log.ts',
      '#functions/inbound.ts',
      '#local/desk.ts',
      '@aws-sdk/client-dynamodb',
      '@anthropic-ai/sdk',
      'twilio',
      '../adapters/memory/log.ts',
    ],
    allowed: ['#lib/runtime/wire.ts', '#lib/domain/answer.ts', 'twilio/lib/twiml/VoiceResponse.js', 'node:net'],
  },
  'functions/sample.ts': {
    forbidden: [
      '#lib/adapters/memory/log.ts',
      '#local/desk.ts',
      '@aws-sdk/client-dynamodb',
      '@anthropic-ai/sdk',
      'twilio',
      'twilio/lib/twiml/VoiceResponse.js',
      '../lib/domain/call.ts',
    ],
    allowed: ['#lib/http/twilio-webhook.ts', '#lib/runtime/wire.ts', '#lib/domain/transfer.ts'],
  },
  'infra/sample.ts': {
    forbidden: [
      '#lib/adapters/memory/log.ts',
      '#lib/contracts/turn-job.ts',
      '#lib/domain/call.ts',
      '#lib/http/twiml.ts',
      '#lib/ports/ports.ts',
      '#lib/runtime/wire.ts',
      '#functions/inbound.ts',
      '#local/desk.ts',
      '#test/support/world.ts',
      '../lib/domain/call.ts',
    ],
    allowed: ['#lib/names.ts', '#lib/routes.ts', '#infra/stages.ts', '#scripts/bundling.ts', 'aws-cdk-lib'],
  },
  'lib/runtime/sample.ts': {
    forbidden: [],
    allowed: ['#lib/adapters/dynamodb/stores.ts', '@aws-sdk/client-dynamodb', '#lib/ports/ports.ts', 'node:crypto'],
  },
};

/** One line each, so that a finding's line tells which way was found. */
const everyWayToImport = [
  "import { sample } from '#lib/adapters/memory/log.ts';",
  "import type { Sample } from '#lib/adapters/memory/log.ts';",
  "import '#lib/adapters/memory/log.ts';",
  "export { other } from '#lib/adapters/memory/log.ts';",
  "export * from '#lib/adapters/memory/log.ts';",
  "export const late = () => import('#lib/adapters/memory/log.ts');",
];

type Finding = { category: string; severity: string; location: { path: string; start: { line: number } } };

// A house of its own, beside the real one, so that a forbidden import is never seen by anybody else's check.
const house = mkdtempSync(join(tmpdir(), 'cs-ai-imports-'));
let findings: Finding[] = [];

beforeAll(() => {
  for (const file of ['biome.json', '.gitignore']) copyFileSync(file, join(house, file));
  for (const [file, { forbidden, allowed }] of Object.entries(scopes)) {
    write(file, [...forbidden, ...allowed].map((from) => `import '${from}';`).join('\n'));
  }
  write('lib/domain/every-way.ts', everyWayToImport.join('\n'));
  for (const folder of ['lib/domain', 'lib/http', 'lib/runtime'])
    write(`${folder}/environment.ts`, 'export const stage = process.env.STAGE;\n');
  const biome = resolve('node_modules/@biomejs/biome/bin/biome');
  const options = ['lint', '--reporter=json', '--max-diagnostics=none', '.'];
  const { stdout } = spawnSync(process.execPath, [biome, ...options], { cwd: house, encoding: 'utf8' });
  findings = JSON.parse(stdout).diagnostics;
});
afterAll(() => rmSync(house, { recursive: true }));

function write(file: string, text: string): void {
  mkdirSync(dirname(join(house, file)), { recursive: true });
  writeFileSync(join(house, file), text);
}

/** The lines of a file on which a rule found an error, counted from 1. */
const errorsOf = (rule: string, file: string): number[] =>
  findings
    .filter(({ category, severity, location }) => {
      return category === `lint/style/${rule}` && severity === 'error' && location.path === file;
    })
    .map(({ location }) => location.start.line)
    .sort((a, b) => a - b);

const refusedIn = (file: string): (string | undefined)[] => {
  const lines = [...(scopes[file]?.forbidden ?? []), ...(scopes[file]?.allowed ?? [])];
  return errorsOf('noRestrictedImports', file).map((line) => lines[line - 1]);
};

test.each(Object.keys(scopes))('%s may import what it stands on and nothing that the arrows forbid', (file) => {
  expect(refusedIn(file)).toEqual(scopes[file]?.forbidden);
});

test('every way to import is seen', () => {
  const lines = everyWayToImport.map((_, index) => index + 1);
  expect(errorsOf('noRestrictedImports', 'lib/domain/every-way.ts')).toEqual(lines);
});

test('only lib/runtime reads the environment', () => {
  expect(errorsOf('noProcessEnv', 'lib/domain/environment.ts')).toEqual([1]);
  expect(errorsOf('noProcessEnv', 'lib/http/environment.ts')).toEqual([1]);
  expect(errorsOf('noProcessEnv', 'lib/runtime/environment.ts')).toEqual([]);
});

test('every group of biome.json has a case here', () => {
  for (const { folder, group } of restrictedGroups()) {
    const cases = Object.entries(scopes).filter(([file]) => file.startsWith(folder));
    expect(cases, folder).not.toEqual([]);
    for (const [file, { forbidden }] of cases) {
      expect(
        forbidden.filter((from) => isIn(group, from)),
        `${group} in ${file}`,
      ).not.toEqual([]);
    }
  }
});

type Override = {
  includes: string[];
  linter: {
    rules: { style: { noRestrictedImports?: { level: string; options: { patterns: { group: string[] }[] } } } };
  };
};

function restrictedGroups(): { folder: string; group: string }[] {
  const { overrides } = JSON.parse(readFileSync('biome.json', 'utf8')) as { overrides: Override[] };
  return overrides.flatMap(({ includes, linter }) => {
    const patterns = linter.rules.style.noRestrictedImports?.options.patterns ?? [];
    const groups = patterns.flatMap((pattern) => pattern.group);
    return includes.flatMap((include) => groups.map((group) => ({ folder: include.replace(/\*+$/, ''), group })));
  });
}

/** A group is a glob: `**` is any folders, `*` stays within one. */
function isIn(group: string, from: string): boolean {
  const pattern = group
    .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
    .replace(/\*\*\/?|\*/g, (stars) => ({ '**/': '(?:.*/)?', '**': '.*', '*': '[^/]*' })[stars] ?? '');
  return new RegExp(`^${pattern}$`).test(from);
}
