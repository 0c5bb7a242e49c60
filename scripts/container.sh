#!/usr/bin/env bash
# Proves the image: builds it with buildah in chroot isolation on a base made by debootstrap, runs it as its own user on a
# root that it cannot write, waits for /healthz and trains a job in it.
#
#   sudo scripts/container.sh FOLDER
#
# FOLDER holds, or receives, a bare Debian (python3, python3-venv). As root, with buildah, podman and debootstrap. The
# settings of pip and npm and the certificates of this machine are mounted while building; CLIENT_FILES names others.
set -euo pipefail

folder=$(realpath -m "${1:?usage: scripts/container.sh FOLDER}")
repository=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
port=${PORT:-8000}
client_files=${CLIENT_FILES:-/etc/pip.conf /etc/ssl/certs/ca-certificates.crt}

if [ ! -e "$folder/etc/debian_version" ]; then
    debootstrap --variant=minbase --include=python3,python3-venv,ca-certificates "${SUITE:-bookworm}" "$folder" ${MIRROR:-}
fi
if ! buildah inspect --type image localhost/dynascope-base >/dev/null 2>&1; then
    tar -C "$folder" --one-file-system --exclude=./proc --exclude=./sys --exclude=./dev --exclude=./root -c . |
        podman import -q - localhost/dynascope-base >/dev/null
fi

# npm reads its certificates from its settings; some machines keep those in the global file, which the image has not.
settings=$(mktemp)
if command -v npm >/dev/null; then
    cat "$HOME/.npmrc" "$(npm config get globalconfig 2>/dev/null)" >"$settings" 2>/dev/null || true
fi
if [ -n "${NODE_EXTRA_CA_CERTS:-}" ]; then echo "cafile=$NODE_EXTRA_CA_CERTS" >>"$settings"; fi
mounts=(--volume "$settings:/root/.npmrc:ro")
for file in $client_files; do
    if [ -f "$file" ]; then mounts+=(--volume "$(realpath "$file"):$file:ro"); fi
done
began=$(date +%s.%N)
buildah bud --isolation=chroot --format docker --network=host --build-arg BASE_IMAGE=localhost/dynascope-base \
    "${mounts[@]}" --tag localhost/dynascope "$repository"
printf 'the image is built after %.0f s\n' "$(echo "$(date +%s.%N) - $began" | bc)"

container=$(buildah from --pull-never localhost/dynascope)
data=$(mktemp -d)
log=$data.log
token=$(od -An -tx1 -N32 /dev/urandom | tr -d ' \n')
server=
leave() {
    if [ -n "$server" ]; then kill "$server" 2>/dev/null || true; wait "$server" 2>/dev/null || true; fi
    buildah rm "$container" >/dev/null 2>&1 || true
    rm -rf "$data" "$log" "$settings"
}
trap leave EXIT

configured() { buildah inspect --type image --format "{{$1}}" localhost/dynascope; }
user=$(configured .OCIv1.Config.User)
[ "$user" != "" ] && [ "$user" != 0 ] && [ "$user" != root ] || { echo "the image runs as root" >&2; exit 1; }
chown "$user" "$data"

# Chroot isolation mounts no root read-only by itself, so the container's own files are mounted so here, in a mount
# namespace that ends with the server, and the image's command runs on them: as its user, with /data and /tmp to write.
root=$(buildah mount "$container")
unshare --mount --fork --kill-child bash -euo pipefail -c '
    root=$1 data=$2 user=$3; shift 3
    mount --bind "$root" "$root"
    mount --bind "$data" "$root/data"
    mount -t tmpfs tmpfs "$root/tmp"
    mount -t proc proc "$root/proc"
    mount --rbind /dev "$root/dev"
    mount -o remount,bind,ro "$root"
    cd "$root"
    exec env -i "$@"
' container "$root" "$data" "$user" HOME=/data LANG=C.UTF-8 PATH=/opt/dynascope/bin:/usr/bin:/bin:/usr/sbin \
    PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 \
    chroot --userspec="$user:$user" "$root" sh -c '
        cd /data
        if touch /opt/dynascope/written /etc/written 2>/dev/null; then echo "the root can be written" >&2; exit 1; fi
        if grep -q " / [^ ]* ro[, ]" /proc/self/mounts; then echo "the root is read-only; uid $(id -u)"; else exit 1; fi
        exec "$@"' dynascope \
    dynascope serve --host 0.0.0.0 --port "$port" --data-dir /data --no-open --token "$token" >"$log" 2>&1 &
server=$!

python3 - "http://127.0.0.1:$port" "$token" "$server" <<'PYTHON' || { tail -40 "$log" >&2; exit 1; }
import json, os, sys, time, urllib.error, urllib.request

url, token, server = sys.argv[1:]


def ask(path, body=None):
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    request = urllib.request.Request(url + path, json.dumps(body).encode() if body else None, headers)
    with urllib.request.urlopen(request, timeout=10) as answer:
        return answer.status, answer.read()


def until(question, what, seconds):
    began = time.monotonic()
    while time.monotonic() - began < seconds:
        os.kill(int(server), 0)
        try:
            answer = question()
            if answer:
                print(f"{what} after {time.monotonic() - began:.1f} s")
                return answer
        except (urllib.error.URLError, ConnectionError):
            pass
        time.sleep(0.1)
    sys.exit(f"waited {seconds} s in vain: {what}")


until(lambda: ask("/healthz")[0] == 200, "/healthz answers", 60)
assert b"<script" in ask("/")[1], "the image serves no built page"
job = json.loads(ask("/api/v1/jobs", {"base": {"steps": 300}, "vary": [{"path": "optimizer", "values": ["sgd", "adam"]}]})[1])


def ended():
    body = json.loads(ask(f"/api/v1/jobs/{job['id']}")[1])
    return body if body["status"] in ("succeeded", "failed", "cancelled", "lost") else None


body = until(ended, "the job has ended", 180)
assert body["status"] == "succeeded", body
for run in body["runs"]:
    series = json.loads(ask(f"/api/v1/runs/{run['id']}/series?metric=loss/train")[1])["series"]["loss/train"]
    assert series["steps"][0] == 0 and series["steps"][-1] == 300 and series["values"][-1] < series["values"][0], series
    print(f"{run['label']}: loss {series['values'][0]:.3f} at step 0, {series['values'][-1]:.3f} at step 300")
PYTHON
grep -m1 'read-only' "$log"
