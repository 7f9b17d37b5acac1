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
          buildSync({
            ...bundling,
            entryPoints: [`functions/${entry}.ts`],
            outfile: `${folder}/${entry}.mjs`,
            logLevel: 'error',
          });
          return true;
        },
      },
    },
  });
