#!/usr/bin/env bash
# Puts the example rows of seed.sql in. Rows that are there already are left alone.
set -euo pipefail
# shellcheck source=lib.sh
source "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/lib.sh"

usage() {
    cat <<'END'
Usage: db_seed.sh [--dry-run] [--sql-dir DIR] [--lock-timeout TIME]

Runs seed.sql in one transaction, after db_upgrade.sh. Run again, it changes nothing.

  --dry-run            list the file and connect to nothing
  --sql-dir DIR        where the file is (default: ../sql beside this script)
  --lock-timeout TIME  how long a statement waits for a table's lock (default: 10s)

The database is DATABASE_URL (postgresql://user:password@host:port/name), or what PGHOST, PGPORT, PGUSER,
PGPASSWORD, PGDATABASE and the rest of libpq's variables say.

Exit status: 0 done, 1 a statement failed, 2 wrong usage, a missing file or no connection.
END
}

parse_options '' "$@"
need_files "$sql_dir/seed.sql"

if [ -n "$dry_run" ]; then
    list_run "$sql_dir/seed.sql"
    exit 0
fi
check_connection
run_files "$sql_dir/seed.sql"
