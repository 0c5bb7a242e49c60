"""A small producer with a worker's protocol, as a program of its own: `producer.py BEHAVIOUR`.

train   posts a batch every few milliseconds until it is told to cancel; holds on pause
finish  posts five batches a run, then the end
deaf    posts, but obeys nothing, not even SIGTERM
crash   posts one batch, says why on standard error, and exits with 3
silent  takes the job and never posts
"""

import itertools
import json
import signal
import sys
import threading
import time
import urllib.error
import urllib.request

import msgpack
import numpy as np

behaviour = sys.argv[1]
if behaviour == "deaf":
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
sys.stdout.write("ready\n")
sys.stdout.flush()
line = sys.stdin.readline()
if not line:
    sys.exit(0)
job = json.loads(line)
url = f"{job['server']}/api/v1/attempts/{job['attempt']['id']}/telemetry"
seqs = itertools.count(1)


def post(frames):
    body = msgpack.packb({"frames": frames})
    headers = {"Authorization": f"Bearer {job['attempt']['token']}"}
    while True:
        try:
            with urllib.request.urlopen(urllib.request.Request(url, body, headers), timeout=10) as answer:
                return [command["type"] for command in msgpack.unpackb(answer.read())["commands"]]
        except urllib.error.HTTPError as error:
            if error.code < 500:
                sys.exit(f"refused with {error.code}: {msgpack.unpackb(error.read())}")
        except OSError:
            pass
        time.sleep(0.02)


def status(run, name, **more):
    return {"type": "status", "job": job["job_id"], "run": run, "status": name, "outcome": None, **more}


def batch():
    seq = next(seqs)
    values = np.array([float(seq)], "<f4").tobytes()
    series = {"loss/train": {"steps": [seq], "shape": [1], "values": values}}
    return [
        {"type": "telemetry", "run": run["id"], "epoch": 0, "seq": seq, "series": series, "distributions": {}}
        for run in job["runs"]
    ]


if behaviour == "silent":
    threading.Event().wait()
post([status(None, "running"), *(status(run["id"], "running") for run in job["runs"])])
post(batch())
if behaviour == "crash":
    sys.stderr.write("Traceback: ...\nRuntimeError: out of luck\n")
    sys.exit(3)
if behaviour == "finish":
    for _ in range(4):
        post(batch())
    post([status(run["id"], "succeeded", outcome="completed") for run in job["runs"]] + [status(None, "succeeded")])
    sys.exit(0)
paused = False
while True:
    commands = post([] if paused else batch())
    if behaviour == "train":
        if "cancel" in commands:
            post([status(None, "cancelled")])
            sys.exit(0)
        if "pause" in commands or "resume" in commands:
            paused = "pause" in commands
            post([status(None, "paused" if paused else "running")])
    time.sleep(0.01)
