import { readdirSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { AssetHashType, DockerImage } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { buildSync } from 'esbuild';
import { bundling } from '#scripts/bundling.ts';

/** One function's code, built by the settings that tests and `npm run bundle` use. Both stages share one build. */
export const bundledCode = (entry: string): Code =>
  Code.fromAsset('functions', {
    // By what was built: a change that the bundle does not hold deploys nothing.
    assetHashType: AssetHashType.OUTPUT,
    bundling: {
      // Never run: the build below always serves.
      image: DockerImage.fromRegistry('none'),
      // Tells the CDK's own cache one entry from another.
      command: [entry],
      local: {
        tryBundle(folder) {
          const code = bundles().get(entry);
          if (code === undefined) throw new Error(`There is no functions/${entry}.ts.`);
          writeFileSync(`${folder}/${entry}.mjs`, code);
          return true;
        },
      },
    },
  });

let built: ReadonlyMap<string, Uint8Array> | undefined;

/** All of them in one run of esbuild, which reads what they share once; and only when the first is asked for. */
function bundles(): ReadonlyMap<string, Uint8Array> {
  if (built === undefined) {
    const { outputFiles = [] } = buildSync({
      ...bundling,
      entryPoints: readdirSync('functions').map((file) => `functions/${file}`),
      outdir: '.build/functions',
      outExtension: { '.js': '.mjs' },
      write: false,
      logLevel: 'error',
    });
    built = new Map(outputFiles.map(({ path, contents }) => [basename(path, '.mjs'), contents]));
  }
  return built;
}
