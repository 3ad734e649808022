#!/usr/bin/env bash
# Runs down files, newest first, after asking: they drop tables and the rows in them.
set -euo pipefail
# shellcheck source=lib.sh
source "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/lib.sh"

usage() {
    cat <<'END'
Usage: db_downgrade.sh [--to VERSION] [--yes] [--dry-run] [--sql-dir DIR] [--lock-timeout TIME]

Takes back the newest version, or with --to every version above VERSION, newest first, each in one
transaction unless its file says "-- harness: no-transaction". THE ROWS GO WITH THE TABLES.
There is no ledger: a down file that has run already runs again and changes nothing.

  --to VERSION         the version to stay at (2, V2 and V0002 are the same); 0 takes back everything
  --yes                do not ask; needed where there is no terminal
  --dry-run            list the files and connect to nothing
  --sql-dir DIR        where the files are (default: ../sql beside this script)
  --lock-timeout TIME  how long a statement waits for a table's lock (default: 10s)

The database is DATABASE_URL (postgresql://user:password@host:port/name), or what PGHOST, PGPORT, PGUSER,
PGPASSWORD, PGDATABASE and the rest of libpq's variables say.

Exit status: 0 done, 1 a statement failed, 2 wrong usage, a missing file or no connection.
END
}

# confirm FILE...: goes on only when a person types yes.
confirm() {
    local answer=
    printf '%s\n' "$server"
    list_run "$@"
    printf 'This drops what these files name, and the rows with it. Type yes to go on: '
    read -r answer || true
    [ "$answer" = yes ] || fail 2 'nothing was done'
}

parse_options '--to --yes' "$@"
versions=$(list_versions) || exit
[ "$to" = 0 ] || need_version "$versions"

files=()
while read -r number name; do
    [ -z "$to" ] || [ "$number" -gt "$to" ] || break
    files+=("$sql_dir/$name.down.sql")
    # Without --to only the newest.
    [ -n "$to" ] || break
done <<<"$(sort -rn <<<"$versions")"
if [ ${#files[@]} -eq 0 ]; then
    printf 'nothing to take back: no version is above %s\n' "$to"
    exit 0
fi
need_files "${files[@]}"

if [ -n "$dry_run" ]; then
    list_run "${files[@]}"
    exit 0
fi
[ -n "$yes" ] || [ -t 0 ] || fail 2 'there is no terminal to ask at: say --yes to drop what the down files name'
check_connection
[ -n "$yes" ] || confirm "${files[@]}"
run_files "${files[@]}"
