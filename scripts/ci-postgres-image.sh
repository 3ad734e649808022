#!/usr/bin/env bash
# Gives a CI machine without an image registry a Docker engine that has postgres:15, made from Debian's packages.
#
#   eval "$(scripts/ci-postgres-image.sh start)"    an engine that answers is used, else one is started; sets DOCKER_HOST
#   scripts/ci-postgres-image.sh stop               stops the engine that start started, and no other, and removes
#                                                   all that it had
#
# Needs root and the Debian archive that this machine's apt uses. A start takes a minute or two where the image has to
# be built, and a moment where an engine with the image answers. Everything lies in one folder of state
# (HARNESS_CI_DOCKER, else /var/tmp/harness-ci-docker).
set -euo pipefail

state=${HARNESS_CI_DOCKER:-/var/tmp/harness-ci-docker}
image=postgres:15
socket=$state/docker.sock
pid_file=$state/dockerd.pid
root=$state/root

say() { printf '%s\n' "$*" >&2; }
die() { say "ci-postgres-image: $*"; exit 1; }

packages() {
    local missing=()
    command -v dockerd > /dev/null || missing+=(docker.io)
    command -v debootstrap > /dev/null || missing+=(debootstrap)
    [ ${#missing[@]} -eq 0 ] && return
    say "installing ${missing[*]}"
    apt-get update -qq >&2
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >&2
}

engine_answers() { docker version > /dev/null 2>&1; }

# A number in a file proves nothing: the process must still be a dockerd that was given our socket.
engine_pid() {
    local pid
    pid=$(cat "$pid_file" 2> /dev/null) || return 1
    tr '\0' ' ' < "/proc/$pid/cmdline" 2> /dev/null | grep -q "dockerd .*unix://$socket" || return 1
    printf '%s' "$pid"
}

start_engine() {
    mkdir -p "$state"
    chmod 0700 "$state"
    export DOCKER_HOST=unix://$socket
    if engine_pid > /dev/null && engine_answers; then
        return
    fi
    say "starting dockerd on $socket"
    # The bridge is the engine's to make and ours to remove, unless it was there before.
    [ -d /sys/class/net/docker0 ] || touch "$state/bridge"
    # A session of its own: neither Ctrl-C nor the end of this script's terminal ends it, `stop` does.
    setsid dockerd --data-root "$state/data" --exec-root "$state/exec" -p "$pid_file" -H "unix://$socket" \
        > "$state/dockerd.log" 2>&1 < /dev/null &
    for _ in $(seq 120); do
        engine_answers && return
        sleep 0.5
    done
    tail -n 20 "$state/dockerd.log" >&2
    die "dockerd did not answer within a minute; its log is above"
}

# The archive that this machine's apt takes bookworm from; nothing where it has none.
# shellcheck disable=SC2016  # apt-get expands it
mirror() { apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Codename: bookworm' | awk 'NR == 1'; }

# A mount in it goes first, or the folder cannot go.
remove_root() {
    mountpoint -q "$root" && umount "$root"
    rm -rf --one-file-system "$root"
}

build_image() {
    local mirror
    mirror=$(mirror)
    say "building $image from ${mirror:-the archive that debootstrap knows}"
    remove_root
    mkdir -p "$root" "$state/build"
    chmod 0700 "$state"
    # dpkg waits for the disk after every file; in memory there is none. Where this may not mount, it takes longer.
    mount -t tmpfs -o size=2g,mode=0755 harness-ci-root "$root" 2> /dev/null || true
    debootstrap --variant=minbase --include=postgresql-15,gosu bookworm "$root" ${mirror:+"$mirror"} \
        > "$state/debootstrap.log" 2>&1 \
        || { tail -n 20 "$state/debootstrap.log" >&2; die "debootstrap failed; its log is above"; }
    # The cluster that the package made is no part of an image.
    rm -rf "$root"/var/cache/apt/* "$root"/var/lib/apt/lists/* "$root"/usr/share/{doc,man,locale} \
        "$root"/{var/lib,etc}/postgresql/15
    tar -C "$root" -c . | docker import - harness-debian-postgres:15 > /dev/null
    remove_root
    entrypoint > "$state/build/docker-entrypoint.sh"
    cat > "$state/build/Dockerfile" << 'END'
FROM harness-debian-postgres:15
ENV PATH=/usr/lib/postgresql/15/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
    PGDATA=/var/lib/postgresql/data LANG=C.UTF-8
COPY docker-entrypoint.sh /usr/local/bin/
STOPSIGNAL SIGINT
EXPOSE 5432
ENTRYPOINT ["docker-entrypoint.sh"]
CMD ["postgres"]
END
    chmod 0755 "$state/build/docker-entrypoint.sh"
    # BuildKit would ask a registry for its front end.
    DOCKER_BUILDKIT=0 docker build -q -t "$image" "$state/build" > "$state/build.log" 2>&1 \
        || { tail -n 20 "$state/build.log" >&2; die "docker build failed; its log is above"; }
}

# What the official image's entrypoint does with the variables that its users set, and nothing more.
entrypoint() {
    cat << 'END'
#!/bin/bash
set -euo pipefail
: "${POSTGRES_PASSWORD:?set POSTGRES_PASSWORD}" "${POSTGRES_USER:=postgres}" "${POSTGRES_DB:=$POSTGRES_USER}"
[ "${1#-}" = "$1" ] || set -- postgres "$@"
if [ "$1" = postgres ] && [ "$(id -u)" = 0 ]; then
    install -d -o postgres -g postgres -m 0700 "$PGDATA"
    install -d -o postgres -g postgres -m 2775 /var/run/postgresql
    exec gosu postgres "$BASH_SOURCE" "$@"
fi
if [ "$1" = postgres ] && [ ! -s "$PGDATA/PG_VERSION" ]; then
    # shellcheck disable=SC2086
    initdb -D "$PGDATA" -U "$POSTGRES_USER" --pwfile=<(printf '%s\n' "$POSTGRES_PASSWORD") -E UTF8 --no-sync \
        ${POSTGRES_INITDB_ARGS:-}
    printf '\nhost all all all %s\n' "${POSTGRES_HOST_AUTH_METHOD:-scram-sha-256}" >> "$PGDATA/pg_hba.conf"
    export PGPASSWORD=$POSTGRES_PASSWORD
    pg_ctl -D "$PGDATA" -w -o "-c listen_addresses='' -c fsync=off" start
    if [ "$POSTGRES_DB" != postgres ]; then
        psql -X -v ON_ERROR_STOP=1 -v db="$POSTGRES_DB" -U "$POSTGRES_USER" -d postgres <<< 'create database :"db";'
    fi
    pg_ctl -D "$PGDATA" -m fast -w stop
    unset PGPASSWORD
    printf "listen_addresses = '*'\n" >> "$PGDATA/postgresql.conf"
fi
exec "$@"
END
}

start() {
    [ "$(id -u)" = 0 ] || die "run this as root: debootstrap and dockerd need it"
    packages
    engine_answers || start_engine
    docker image inspect "$image" > /dev/null 2>&1 || build_image
    printf 'export DOCKER_HOST=%s\n' "${DOCKER_HOST:-unix:///var/run/docker.sock}"
}

stop() {
    local pid
    if pid=$(engine_pid); then
        # A container that a killed test left would otherwise outlive the engine.
        DOCKER_HOST=unix://$socket docker ps -q | DOCKER_HOST=unix://$socket xargs -r docker rm -f > /dev/null
        kill "$pid"
        for _ in $(seq 60); do
            [ -d "/proc/$pid" ] || break
            sleep 0.5
        done
        [ ! -d "/proc/$pid" ] || die "dockerd ($pid) did not stop within 30 s"
        [ ! -e "$state/bridge" ] || ip link delete docker0 2> /dev/null || true
    fi
    [ -d "$state" ] || return 0
    remove_root
    # What the engine mounted and did not unmount goes with it.
    awk -v below="$state/" 'index($2, below) == 1 { print $2 }' /proc/mounts | sort -r | xargs -r umount
    rm -rf --one-file-system "$state"
}

case ${1:-} in
    start | stop) "$1" ;;
    *) die "usage: $0 start|stop" ;;
esac
