#!/usr/bin/env bash
# Proves the first promise of the README on a bare machine: in a fresh Debian (python3, python3-venv, make and git; no
# Node), clones this repository, runs `make run` until the built page is served, then `make test`, and prints both times.
#
#   sudo scripts/bare.sh FOLDER [run|test|all]
#
# FOLDER receives the file system; where it holds one already (from debootstrap), that one is used. As root, on Debian or
# Ubuntu with debootstrap. How this machine reaches its package registries is handed on: certificates, name resolution,
# proxy and certificate variables, and the files named in CLIENT_FILES (default: pip's, npm's and apt's settings).
set -euo pipefail

# In a mount namespace of its own: what is mounted there ends with it, and FOLDER can always be removed.
if [ -z "${DYNASCOPE_BARE:-}" ]; then
    exec env DYNASCOPE_BARE=1 unshare --mount --fork --kill-child bash "$0" "$@"
fi
unset DYNASCOPE_BARE

folder=$(realpath -m "${1:?usage: scripts/bare.sh FOLDER [run|test|all]}")
what=${2:-all}
repository=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
port=${PORT:-8765}
client_files=${CLIENT_FILES:-/etc/pip.conf $HOME/.npmrc /etc/apt/apt.conf.d/*proxy* /etc/resolv.conf /etc/hosts
    /etc/ssl/certs/ca-certificates.crt}

if [ ! -e "$folder/etc/debian_version" ]; then
    debootstrap --variant=minbase --include=python3,python3-venv,make,git,ca-certificates "${SUITE:-bookworm}" "$folder" ${MIRROR:-}
fi

inside() {
    env -i HOME=/root PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 \
        "${client_environment[@]}" chroot "$folder" bash -euo pipefail -c "$1"
}

client_environment=()
while IFS= read -r -d '' pair; do
    if [[ $pair =~ ^(([a-zA-Z]+_)?(proxy|PROXY)|SSL_CERT_FILE|NODE_EXTRA_CA_CERTS|REQUESTS_CA_BUNDLE|PIP_CERT|PIP_DEFAULT_TIMEOUT|PIP_INDEX_URL|NPM_CONFIG_REGISTRY)= ]]; then
        client_environment+=("$pair")
    fi
done < <(env -0)
for file in $client_files; do
    if [ -f "$file" ]; then
        mkdir -p "$folder$(dirname "$file")"
        cp -L "$file" "$folder$file"
    fi
done

server=
leave() {
    if [ -n "$server" ]; then kill "$server" 2>/dev/null || true; wait "$server" 2>/dev/null || true; fi
}
trap leave EXIT
mount -t proc proc "$folder/proc"
mount --bind /dev "$folder/dev"
mkdir -p "$folder/dev/shm"

inside 'if command -v node npm; then echo "this machine has Node already" >&2; exit 1; fi'
git -C "$repository" bundle create -q "$folder/root/dynascope.bundle" HEAD
rm -rf "$folder/root/dynascope"
inside 'git -c advice.detachedHead=false clone -q /root/dynascope.bundle /root/dynascope && cd /root/dynascope && git log -1 --oneline'

serves_the_page() {
    inside "python3 - http://127.0.0.1:$port/" <<'PYTHON' 2>/dev/null
import re, sys, urllib.request
page = urllib.request.urlopen(sys.argv[1], timeout=2).read().decode()
script = re.search(r'<script[^>]+src="([^"]+\.js)"', page).group(1)
code = urllib.request.urlopen(sys.argv[1] + script.removeprefix("./").removeprefix("/"), timeout=5).read()
sys.exit(len(code) < 1000)
PYTHON
}

if [ "$what" != test ]; then
    began=$(date +%s.%N)
    inside "cd /root/dynascope && exec make run ARGS='serve --port $port --data-dir /root/data --no-open'" >"$folder/root/run.log" 2>&1 &
    server=$!
    until serves_the_page; do
        kill -0 "$server" 2>/dev/null || { tail -50 "$folder/root/run.log" >&2; echo "make run ended" >&2; exit 1; }
        sleep 0.5
    done
    printf 'make run: the built page is served after %.0f s\n' "$(echo "$(date +%s.%N) - $began" | bc)"
    inside 'kill -TERM "$(python3 -c "import json; print(json.load(open(\"/root/data/server.json\"))[\"pid\"])")"'
    wait "$server" || true
    server=
fi

if [ "$what" != run ]; then
    began=$(date +%s.%N)
    inside 'cd /root/dynascope && .ci/run'
    printf 'make test: passed after %.0f s\n' "$(echo "$(date +%s.%N) - $began" | bc)"
fi
