#!/usr/bin/env bash
# Applies every up file in order. There is no ledger: the files can be run again, so all of them run each time.
set -euo pipefail
# shellcheck source=lib.sh
source "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/lib.sh"

usage() {
    cat <<'END'
Usage: db_upgrade.sh [--to VERSION] [--dry-run] [--sql-dir DIR] [--lock-timeout TIME]

Applies V0001.up.sql, V0002.up.sql, ... in order, each in one transaction unless it says
"-- harness: no-transaction". Files that were applied before run again and change nothing.
Two upgrades at once wait for each other.

  --to VERSION         stop after this version (2, V2 and V0002 are the same)
  --dry-run            list the files and connect to nothing
  --sql-dir DIR        where the files are (default: ../sql beside this script)
  --lock-timeout TIME  how long a statement waits for a table's lock (default: 10s)

The database is DATABASE_URL (postgresql://user:password@host:port/name), or what PGHOST, PGPORT, PGUSER,
PGPASSWORD, PGDATABASE and the rest of libpq's variables say.

Exit status: 0 done, 1 a statement failed, 2 wrong usage, a missing file or no connection.
END
}

parse_options '--to' "$@"
versions=$(list_versions) || exit
need_version "$versions"

files=()
while read -r number name; do
    [ -z "$to" ] || [ "$number" -le "$to" ] || break
    files+=("$sql_dir/$name.up.sql")
done <<<"$versions"
need_files "${files[@]}"

if [ -n "$dry_run" ]; then
    list_run "${files[@]}"
    exit 0
fi
check_connection
run_files "${files[@]}"
