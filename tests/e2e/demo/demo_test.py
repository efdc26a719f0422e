#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The demo as a user runs it without a display, in 20 seconds: rumours are promoted, corrected and published, nobody approves
their own words, nothing is lost, and no process stays behind.

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


def main():
    root, build = sys.argv[1:]
    desk = tempfile.mkdtemp(prefix="demo-", dir=build)
    ran = subprocess.run([f"{root}/playbooks/run", "--headless", "--seconds", "20", "--keep", desk], stdin=subprocess.DEVNULL,
                         stdout=subprocess.PIPE, text=True, env={**os.environ, "VOELSPRIET_BIN": f"{build}/bin"}, check=False)
    print(ran.stdout, end="")
    found = list(faults(ran, desk))
    print("\n".join(found))
    if not found:
        shutil.rmtree(desk)
    sys.exit(bool(found))


main()
