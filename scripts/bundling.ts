import type { SourceMapPayload } from 'node:module';
import { type BuildOptions, build } from 'esbuild';
import { type Route, routes } from '#lib/routes.ts';

/** The settings of a deployed bundle; infra uses the same. ESM needs `require` for what is still CommonJS (twilio). */
export const bundling: BuildOptions = {
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node24',
  minify: true,
  mainFields: ['module', 'main'],
  banner: { js: "import { createRequire as __cr } from 'node:module';const require = __cr(import.meta.url);" },
} as const;

/** One function's bundle, and the files that went into it. */
export async function bundleFunction(entry: string): Promise<{ code: Uint8Array; inputs: string[] }> {
  const { outputFiles = [], metafile } = await build({ ...alone(entry), metafile: true });
  const code = outputFiles[0]?.contents;
  if (code === undefined || metafile === undefined) throw new Error(`esbuild wrote nothing for functions/${entry}.ts.`);
  return { code, inputs: Object.keys(metafile.inputs) };
}

/** Where each position of the same bundle comes from. No deployed bundle names or carries it (scripts/trace.ts says why). */
export async function mapFunction(entry: string): Promise<SourceMapPayload> {
  const { outputFiles = [] } = await build({ ...alone(entry), sourcemap: 'external', sourcesContent: false });
  const map = outputFiles.find(({ path }) => path.endsWith('.map'));
  if (map === undefined) throw new Error(`esbuild wrote no map for functions/${entry}.ts.`);
  return JSON.parse(map.text) as SourceMapPayload;
}

const alone = (entry: string): BuildOptions => ({
  ...bundling,
  entryPoints: [`functions/${entry}.ts`],
  outfile: `${entry}.mjs`,
  write: false,
  logLevel: 'error',
});

const heavy: Record<string, RegExp> = {
  'the Anthropic SDK': /node_modules\/@anthropic-ai\/sdk\//,
  'the Twilio root': /node_modules\/twilio\/lib\/(index|rest\/Twilio)\.js$/,
  undici: /node_modules\/undici\//,
  Stripe: /node_modules\/stripe\//,
  'the token verifier': /node_modules\/aws-jwt-verify\//,
};

/** Twilio asks it, and nobody on the phone waits for it. */
const unhurried: ReadonlySet<string> = new Set(['outbound-events']);

/** What a webhook's bundle must not hold and does. What no caller waits for may. */
export const forbiddenOnTheWebhookPath = (entry: string, inputs: readonly string[]): string[] =>
  !unhurried.has(entry) &&
  routes.some((route: Route) => route.entry === entry && (route.door === 'twilio' || route.door === 'open'))
    ? Object.keys(heavy).filter((name) => inputs.some((input) => heavy[name]?.test(input)))
    : [];
