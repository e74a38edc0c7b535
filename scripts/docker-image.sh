#!/usr/bin/env bash
# Builds the image and asks it for its version, where a docker daemon answers; says plainly where none does. test/docs/docker.test.ts reads the
# Dockerfile either way.
set -euo pipefail
cd "$(dirname "$0")/.."
if ! command -v docker >/dev/null || ! docker info >/dev/null 2>&1; then
  echo 'docker-image: no docker daemon answers on this machine: the image was NOT built'
  exit 0
fi
docker build -t nianbao:ci .
docker run --rm nianbao:ci --version
docker run --rm nianbao:ci demo --data /tmp/demo
