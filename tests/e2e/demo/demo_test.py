#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The demo as a user runs it without a display, in 20 seconds: rumours are promoted, corrected and published, nobody approves
their own words, nothing is lost, and no process stays behind. Then its pages and records are spoilt, one thing at a time, and
each time the count must notice.

Usage: demo_test.py ROOT BUILD_DIR.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

AT_LEAST = {"mentions": 150, "claims": 4, "claims_promoted": 3, "published": 1, "corrected": 1, "refused": 1}
EXACTLY = {"lost": 0, "promise_broken": 0}


def left_behind(desk):
    """Processes that still name the desk's folder."""
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            command = path.read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            continue  # it ended while we looked
        if desk in command and int(path.parent.name) != os.getpid():
            yield command


def faults(ran, desk):
    if ran.returncode != 0:
        yield f"it ended with {ran.returncode}"
    lines = ran.stdout.splitlines()
    if len(lines) != 1:
        yield f"{len(lines)} lines on standard output instead of one"
        return
    counts = json.loads(lines[0])
    yield from (f"{name} is {counts[name]}, at least {least} is right" for name, least in AT_LEAST.items() if counts[name] < least)
    yield from (f"{name} is {counts[name]}, {right} is right" for name, right in EXACTLY.items() if counts[name] != right)
    yield from (f"left behind: {command}" for command in left_behind(desk))


def record(public, by_hand):
    """The first request that came by webhook, or the first that a person posted."""
    for path in sorted((public / "received").glob("*.json")):
        if ("Idempotency-Key" not in json.loads(path.read_text())["headers"]) == by_hand:
            return path
    raise LookupError("no such record")


def change(path, old, new):
    text = path.read_text()
    assert old in text, f"{path} has no {old}"
    path.write_text(text.replace(old, new, 1))


def double_entry(public):
    feed = (public / "pages/feed.atom").read_text()
    entry = feed[feed.index("<entry>"):feed.index("</entry>") + len("</entry>")]
    change(public / "pages/feed.atom", entry, entry + entry)


def copy_record(public, old, new):
    text = record(public, by_hand=False).read_text()
    assert old in text
    (public / "received/999999.json").write_text(text.replace(old, new))


SPOILT = {
    "a text on the page": lambda public: change(public / "pages/index.html", "Dit klopt niet: ", "Dit klopt: "),
    "an entry that stands twice": double_entry,
    "approved bytes on disk": lambda public: change(public / "pages/statements/1.json", "Dit klopt", "Zo klopt"),
    "a request that never came": lambda public: record(public, by_hand=False).unlink(),
    "a byte of a request": lambda public: change(record(public, by_hand=False), "OEFENING: Dit", "OEFENING: dit"),
    "a signature": lambda public: change(record(public, by_hand=False), '"sha256=', '"sha256=0'),
    "a request nobody sent": lambda public: copy_record(public, '"Idempotency-Key": "', '"Idempotency-Key": "0'),
    "a post without its proof": lambda public: record(public, by_hand=True).unlink(),
    "a post nobody reported": lambda public: shutil.copy(record(public, by_hand=True), public / "received/999999.json"),
}


def overlooked(root, desk):
    sys.dont_write_bytecode = True
    sys.path.insert(0, f"{root}/playbooks")
    import count
    ledger = count.Ledger(Path(desk, "data/log.jsonl"))
    secret = bytes.fromhex(Path(desk, "webhook.secret").read_text())
    for what, spoil in SPOILT.items():
        public = Path(desk, "spoilt")
        shutil.copytree(Path(desk, "public"), public)
        spoil(public)
        if not count.broken_promises(ledger, public, secret):
            yield f"not noticed: {what}"
        shutil.rmtree(public)


def main():
    root, build = sys.argv[1:]
    desk = tempfile.mkdtemp(prefix="demo-", dir=build)
    ran = subprocess.run([f"{root}/playbooks/run", "--headless", "--seconds", "20", "--keep", desk], stdin=subprocess.DEVNULL,
                         stdout=subprocess.PIPE, text=True, env={**os.environ, "VOELSPRIET_BIN": f"{build}/bin"}, check=False)
    print(ran.stdout, end="")
    found = list(faults(ran, desk)) or list(overlooked(root, desk))
    print("\n".join(found))
    if not found:
        shutil.rmtree(desk)
    sys.exit(bool(found))


main()
