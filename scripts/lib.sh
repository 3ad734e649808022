# shellcheck shell=bash
# shellcheck disable=SC2034  # the scripts read what is set here
#
# What db_upgrade.sh, db_downgrade.sh and db_seed.sh share: options, files, the connection, one psql run.
#
# Exit status of all three: 0 done, 1 a statement failed, 2 wrong usage, a missing file or no connection.

# "voice" in ASCII. One lock for all three scripts; "select pg_advisory_lock(508675318629)" holds them all up.
readonly lock_key=508675318629

# Set by parse_options; sql_dir is where the SQL lies unless --sql-dir says otherwise.
sql_dir=$(dirname "${BASH_SOURCE[0]}")/../sql
lock_timeout=10s
to=
dry_run=
yes=

# Set by use_database_url and check_connection.
target=()
server=

# fail STATUS MESSAGE: says why in one line and ends the script.
fail() {
    printf '%s: %s\n' "${0##*/}" "$2" >&2
    exit "$1"
}

# parse_options ALLOWED ARGUMENT...: ALLOWED holds the options of this script, between spaces.
parse_options() {
    local allowed=" $1 --sql-dir --lock-timeout --dry-run --help -h "
    shift
    while [ $# -gt 0 ]; do
        case $1 in
            --*=*) set -- "${1%%=*}" "${1#*=}" "${@:2}" ;;
        esac
        [[ $allowed == *" $1 "* ]] || fail 2 "unknown argument: $1 (see --help)"
        case $1 in
            --help | -h) usage && exit 0 ;;
            --dry-run) dry_run=yes ;;
            --yes) yes=yes ;;
            *)
                [ -n "${2:-}" ] || fail 2 "$1 needs a value (see --help)"
                case $1 in
                    --to) to=$(version_number "$2") || exit ;;
                    --sql-dir) sql_dir=$2 ;;
                    --lock-timeout) lock_timeout=$2 ;;
                esac
                shift
                ;;
        esac
        shift
    done
    [[ $lock_timeout =~ ^[0-9]+(ms|s|min)?$ ]] || fail 2 "--lock-timeout takes 500ms, 10s or 2min, not $lock_timeout"
    [ -d "$sql_dir" ] || fail 2 "no such folder: $sql_dir"
    # An absolute path cannot be mistaken for an option, and reads well in messages.
    sql_dir=$(unset CDPATH && cd -- "$sql_dir" && pwd -P)
}

# version_number VERSION: prints 12 for 12, V12 and V0012, so that versions compare as numbers.
version_number() {
    [[ $1 =~ ^[Vv]?([0-9]{1,18})$ ]] || fail 2 "not a version: $1 (write 1, V1 or V0001)"
    printf '%d\n' "$((10#${BASH_REMATCH[1]}))"
}

# list_versions: prints "NUMBER NAME" (1 V0001) for each up file, in the order of the numbers.
list_versions() {
    local path name lines='' repeated
    for path in "$sql_dir"/*.up.sql; do
        [ -e "$path" ] || fail 2 "no V*.up.sql in $sql_dir"
        name=${path##*/}
        name=${name%.up.sql}
        [[ $name =~ ^V[0-9]{1,18}$ ]] || fail 2 "not named like V0001.up.sql: $path"
        lines+="$(version_number "$name") $name"$'\n'
    done
    lines=$(sort -n <<<"${lines%$'\n'}")
    repeated=$(cut -d' ' -f1 <<<"$lines" | uniq -d)
    [ -z "$repeated" ] || fail 2 "two up files have the same version ${repeated%%$'\n'*} in $sql_dir"
    printf '%s\n' "$lines"
}

# need_version VERSIONS: fails unless --to names one of the versions that list_versions printed.
need_version() {
    [ -z "$to" ] || grep -q "^$to " <<<"$1" \
        || fail 2 "no version $to in $sql_dir (there are: $(cut -d' ' -f2 <<<"$1" | tr '\n' ' ' | sed 's/ $//'))"
}

# need_files FILE...: fails unless each file can be read.
need_files() {
    local file
    for file; do
        [ -f "$file" ] || fail 2 "missing file: $file"
        [ -r "$file" ] || fail 2 "file cannot be read: $file"
    done
}

# runs_in_transaction FILE: whether the file lets itself be wrapped in one transaction.
runs_in_transaction() {
    ! grep -Eq '^[[:space:]]*--[[:blank:]]*harness:[[:blank:]]*no-transaction([[:space:]]|$)' "$1"
}

# list_run FILE...: prints what would run.
list_run() {
    local file
    for file; do
        if runs_in_transaction "$file"; then
            printf '%s (one transaction)\n' "$file"
        else
            printf '%s (no transaction around it)\n' "$file"
        fi
    done
}

# use_database_url: sets `target` from DATABASE_URL; without it psql reads libpq's PG* variables by itself.
#
# Arguments of a process can be read by every user of the machine (ps), its environment cannot. So the password, and
# nothing else, is cut out of the URL and given to psql as PGPASSWORD; libpq itself parses the rest. The cut is libpq's:
# credentials end at the first "@" before any "/", the user at their first ":".
use_database_url() {
    local url=${DATABASE_URL:-} scheme rest authority credentials password
    [ -n "$url" ] || return 0
    case $url in
        postgres://* | postgresql://*) ;;
        *) fail 2 'DATABASE_URL must begin with postgresql:// or postgres://' ;;
    esac
    case $url in
        *[?\&]password=* | *[?\&]sslpassword=* | *[?\&]oauth_client_secret=*)
            fail 2 'DATABASE_URL holds a secret after its "?": put the password before the "@", or into PGPASSWORD' ;;
    esac
    scheme=${url%%://*}
    rest=${url#*://}
    authority=${rest%%/*}
    credentials=
    case $authority in
        *@*)
            credentials=${authority%%@*}
            rest=${rest#*@}
            ;;
    esac
    case $rest in
        *@*) fail 2 'DATABASE_URL has an "@" too many: write %40 and %2F for "@" and "/" within a name or password' ;;
    esac
    case $credentials in
        *:*)
            password=${credentials#*:}
            credentials=${credentials%%:*}
            [ -z "$password" ] || use_password "$password"
            ;;
    esac
    target=(-d "$scheme://${credentials:+$credentials@}$rest")
}

# use_password PERCENT_ENCODED: exports the password for libpq.
use_password() {
    local encoded=${1//\\/\\\\}
    [[ ! $encoded =~ %($|.$|[^0-9A-Fa-f]|.[^0-9A-Fa-f]|00) ]] \
        || fail 2 'DATABASE_URL: a "%" in the password is not followed by two hexadecimal digits (write %25 for "%")'
    printf -v PGPASSWORD '%b' "${encoded//%/\\x}"
    export PGPASSWORD
}

# check_connection: sets `server` to what we are connected to, or fails with one line.
check_connection() {
    local answer
    command -v psql >/dev/null || fail 2 "psql was not found: install PostgreSQL's client, or add its folder to PATH"
    use_database_url
    export PGCONNECT_TIMEOUT="${PGCONNECT_TIMEOUT:-10}"
    # The files are UTF-8, whatever the locale.
    export PGCLIENTENCODING=UTF8
    # -w: fail where a password is missing, never ask. -X: no psqlrc.
    answer=$(psql -X -w -A -t -q ${target[@]+"${target[@]}"} -v ON_ERROR_STOP=1 -c "
        select format(
            'database %I as %I on %s',
            current_database(),
            current_user,
            coalesce(host(inet_server_addr()) || ':' || inet_server_port(), 'a local socket')
        )" 2>&1) || fail 2 "cannot connect: $(connection_error "$answer")"
    # Warnings that came with the connection stand before the answer.
    server=${answer##*$'\n'}
}

# connection_error MESSAGE: prints psql's message as one line.
#
# Where libpq cannot parse a URL its message quotes parts of it, which may be parts of a password; so with a
# DATABASE_URL only the messages of connection attempts are shown.
connection_error() {
    local message
    message=$(tr -s '\n\t ' ' ' <<<"${1#psql: error: }")
    message=${message% }
    case $message in
        'connection to server '* | 'could not translate host name '*) ;;
        *) [ -z "${DATABASE_URL:-}" ] || message='psql cannot read DATABASE_URL (it may hold a password and is not shown)' ;;
    esac
    printf '%s\n' "$message"
}

# run_files FILE...: one psql session that takes the lock and runs the files in order, each in a transaction of its own.
#
# - The lock is the session's: it is held across all files, and gone when the session is, however it ends.
# - It is taken before lock_timeout is set, which would cut the wait short.
# - It is asked for again and again rather than waited for, with a commit in between: a session that waits inside one
#   statement keeps its snapshot, and a "create index concurrently" of the session that holds the lock would
#   wait for that snapshot to go: a deadlock.
# - A file starts with the session's own settings: what the one before it left behind is reset.
run_files() {
    local file status=0 arguments=(-X -w -q ${target[@]+"${target[@]}"} -v ON_ERROR_STOP=1)
    arguments+=(-c 'set statement_timeout = 0' -c 'set lock_timeout = 0' -c "
        do \$\$
        begin
            if not pg_try_advisory_lock($lock_key) then
                raise notice 'another run holds the lock: waiting for it to end';
                loop
                    commit;
                    perform pg_sleep(0.1);
                    exit when pg_try_advisory_lock($lock_key);
                end loop;
            end if;
        end
        \$\$")
    for file; do
        arguments+=(-c "\\echo ${file##*/}" -c 'reset all' -c "set lock_timeout = '$lock_timeout'")
        if runs_in_transaction "$file"; then
            arguments+=(-c begin -f "$file" -c commit)
        else
            arguments+=(-f "$file")
        fi
    done
    printf '%s\n' "$server"
    trap 'interrupt 130' INT
    trap 'interrupt 143' TERM HUP
    # In the background, because bash would hear a signal only after psql has ended. Deaf to what may be sent to the
    # whole process group: psql would die of it and leave its statement running on the server; interrupt cancels it.
    (trap '' TERM HUP && exec psql "${arguments[@]}") &
    wait "$!" || status=$?
    trap - INT TERM HUP
    case $status in
        0) ;;
        2) fail 2 'the connection was lost: what had not been committed is rolled back; run this again' ;;
        *) fail 1 'stopped at the error above: the files before it stay applied; mend it and run this again' ;;
    esac
}

# interrupt STATUS: cancels the statement under way, ends psql, and with it the transaction and the lock.
interrupt() {
    trap '' INT TERM HUP
    # SIGINT makes psql cancel the statement and stop; between two statements it would go unheard.
    kill -INT "${!:-}" 2>/dev/null || true
    sleep 0.5
    kill -KILL "${!:-}" 2>/dev/null || true
    wait || true
    fail "$1" 'interrupted: the files before this one stay applied; run this again'
}
