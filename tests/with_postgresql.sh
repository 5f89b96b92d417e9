#!/usr/bin/env bash
# Runs a command beside a PostgreSQL of its own:
#
#     tests/with_postgresql.sh pytest -k access        DATABASE_URL is set for the command
#     tests/with_postgresql.sh --available             says by its exit code whether Debian's package is there
#
# The cluster lives in a temporary directory, listens on a socket in it and on no port, and is gone afterwards, whatever
# happens. The machine's own clusters and services are left alone.
set -euo pipefail

bin=$(printf '%s\n' /usr/lib/postgresql/*/bin | sort --version-sort | tail -n 1) # the newest
if [ ! -x "$bin/initdb" ]; then
    echo "tests/with_postgresql.sh: no /usr/lib/postgresql/*/bin/initdb; install Debian's package postgresql" >&2
    exit 1
fi
[ "${1:-}" != --available ] || exit 0

cluster=$(mktemp -d "${TMPDIR:-/tmp}/postgresql.XXXXXX")
as_server=()
if [ "$(id -u)" = 0 ]; then # initdb refuses root
    chown postgres "$cluster"
    as_server=(runuser -u postgres --)
fi
server() { (cd "$cluster" && "${as_server[@]}" "$bin/$@"); }

remove_cluster() {
    server pg_ctl stop --pgdata="$cluster/data" --mode=immediate --silent || true
    rm -rf "$cluster"
}
trap remove_cluster EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

server initdb --pgdata="$cluster/data" --username=portal --auth=trust --encoding=UTF8 --locale=C.UTF-8 --no-sync >/dev/null
# Nothing here outlives the run, so nothing has to reach the disk. Statistics taken between two tests, when tables are
# empty, would have the next one's joins planned for no rows: seconds for a query.
server pg_ctl start --pgdata="$cluster/data" --log="$cluster/log" --silent --wait --options="-k '$cluster' -c listen_addresses= \
    -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c autovacuum=off -c timezone=Asia/Bangkok" || {
    cat "$cluster/log" >&2
    exit 1
}
DATABASE_URL="postgres://portal@/$cluster/postgres" "$@"
