#!/usr/bin/env bash
# Brings every function of a stage back to a good release: scripts/rollback.sh --help
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# node_modules brings the Node that this needs, where it can.
PATH="$PWD/node_modules/.bin:$PATH"
stage=()
if [[ $# -gt 0 && $1 != -* ]]; then
  stage=(--stage "$1")
  shift
fi
exec node --disable-warning=ExperimentalWarning --import ./scripts/node-version.mjs scripts/rollback.ts "${stage[@]}" "$@"
