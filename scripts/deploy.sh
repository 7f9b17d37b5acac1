#!/usr/bin/env bash
# Deploys one stage and proves that it works. --help says how; docs/deployment.md, what must be there first.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

usage() {
  cat <<'HELP'
scripts/deploy.sh staging|production [--yes] [--allow-loss] [--assembly DIR] [--dry-run]

Checks the tools and the account, runs npm run check, synthesises once into cdk.out, shows what would change, deploys
exactly that, and then looks at the tables, seeds what is missing, and runs the smoke test.

  --yes           asks nothing. What would be lost for good still stops it
  --allow-loss    deploys although tables, keys, secrets, logs or the URL would be lost: read the list first
  --assembly DIR  deploys what is there already instead of checking and synthesising: the pipeline's way
  --dry-run       prints the commands and runs none

Needs CS_AI_STAGING_ACCOUNT or CS_AI_PRODUCTION_ACCOUNT, the AWS account of the stage, and credentials for it.
CS_AI_<STAGE>_REGION (us-east-1) is where; BUILD_ID names the build (commit and time).

Exits 0 when it is deployed and works; 1 when a step failed (the last lines say which, and what state things are in);
2 for a wrong option; 3 when tools or credentials are not as they must be; 4 when you said no; 130 when interrupted.
HELP
}

say() { printf '%s\n' "$*" >&2; }
fail() { local code=$1; shift; say "$*"; exit "$code"; }

stage='' yes=false allow_loss=false assembly='' dry_run=false
while [ $# -gt 0 ]; do
  case $1 in
    -h | --help) usage; exit 0 ;;
    --yes) yes=true ;;
    --allow-loss) allow_loss=true ;;
    --dry-run) dry_run=true ;;
    --assembly) [ $# -gt 1 ] || fail 2 '--assembly needs a folder.'; assembly=$2; shift ;;
    staging | production) [ -z "$stage" ] || fail 2 'One stage at a time.'; stage=$1 ;;
    *) fail 2 "Unknown: $1. scripts/deploy.sh --help says what it knows." ;;
  esac
  shift
done
[ -n "$stage" ] || fail 2 'Which stage? scripts/deploy.sh staging, or production.'

# How far it got is what an interrupted operator needs to know.
step='before anything'
state='Nothing was changed.'
on_exit() {
  local code=$?
  [ "$code" -eq 0 ] || [ "$code" -eq 4 ] || say "Stopped at: $step. $state"
}
trap on_exit EXIT
trap 'exit 130' INT TERM

# What is printed is what is run.
run() {
  printf '+%s\n' "$(printf ' %q' "$@")"
  if ! $dry_run; then "$@" || fail 1 "Failed ($?): $*"; fi
}

upper=$(printf '%s' "$stage" | tr '[:lower:]' '[:upper:]')
account_name="CS_AI_${upper}_ACCOUNT"
region_name="CS_AI_${upper}_REGION"
export AWS_REGION="${!region_name:-us-east-1}"
export AWS_DEFAULT_REGION="$AWS_REGION" CDK_DISABLE_CLI_TELEMETRY=true
stacks="cs-ai-$stage-*"

step='tools and credentials'
if ! $dry_run; then
  for tool in node npm npx aws git; do
    command -v "$tool" >/dev/null || fail 3 "$tool is not on the PATH. docs/deployment.md lists what is needed."
  done
  [ -d node_modules ] || fail 3 'Run npm ci first.'
  [ -n "${!account_name:-}" ] || fail 3 "$account_name is not set: say which AWS account $stage lives in."
  account=$(aws sts get-caller-identity --query Account --output text) ||
    fail 3 'AWS does not know you. Sign in first (aws sso login), or set AWS_PROFILE.'
  [ "$account" = "${!account_name}" ] ||
    fail 3 "These credentials are for account $account, and $stage lives in ${!account_name}. Is AWS_PROFILE right?"
  if [ -z "$assembly" ] && [ "$stage" = production ] && [ -n "$(git status --porcelain)" ]; then
    fail 3 'The working tree has changes that are in no commit. Production gets only what is committed.'
  fi
fi

if [ -z "$assembly" ]; then
  assembly=cdk.out
  export BUILD_ID="${BUILD_ID:-$(git rev-parse --short=12 HEAD)-$(date -u +%Y%m%d%H%M%S)}"
  step='npm run check'
  run npm run check
  step='synthesis'
  run rm -rf "$assembly"
  run npm run synth
fi

step='what would change'
run npx cdk diff -a "$assembly" --no-notices "$stacks"
judge=(node --disable-warning=ExperimentalWarning scripts/judge-changes.ts --stage "$stage" --assembly "$assembly")
printf '+%s\n' "$(printf ' %q' "${judge[@]}")"
loss=0
if ! $dry_run; then
  "${judge[@]}" || loss=$?
  [ "$loss" -le 1 ] || fail 1 'Nobody can say what would be lost: not deployed.'
  [ "$loss" -eq 0 ] || say 'The above would be gone for good.'
  if [ "$loss" -eq 1 ] && ! $allow_loss; then
    ! $yes || fail 1 'Not deployed. If that is what you want: --allow-loss.'
    printf 'Type the name of the stage to go on all the same: ' >&2
    read -r answer || answer=''
    [ "$answer" = "$stage" ] || fail 4 'Not deployed.'
  elif ! $yes; then
    printf 'Deploy this to %s? [y/N] ' "$stage" >&2
    read -r answer || answer=''
    [[ $answer =~ ^[Yy]([Ee][Ss])?$ ]] || fail 4 'Not deployed.'
  fi
fi

step='deployment'
state="CloudFormation may still be at work, and rolls back by itself what fails: watch the stacks $stacks before you try again."
run npx cdk deploy -a "$assembly" --require-approval never --no-notices --progress events "$stacks"

state="The new version is live. To go back: scripts/rollback.sh $stage"
step='tables'
run npm run tables:check -- --stage "$stage"
step='seed'
run npm run seed -- --stage "$stage" --essentials-only
step='smoke test'
run npm run smoke -- --stage "$stage"
step='health'
build='<build>'
if ! $dry_run; then
  build=$(node --disable-warning=ExperimentalWarning scripts/build-id.ts --stage "$stage" --assembly "$assembly") ||
    fail 1 'The assembly does not say which build it is.'
fi
run npm run smoke -- --stage "$stage" --only health --build "$build"

if $dry_run; then exit 0; fi
cat <<DONE

Deployed: build $build is live in $stage.
Watch     the dashboard cs-ai-$stage-calls in CloudWatch for 15 minutes: webhook errors, answers, calls that fail
Logs      aws logs tail /aws/lambda/cs-ai-$stage-inbound --follow
Go back   scripts/rollback.sh $stage
DONE
