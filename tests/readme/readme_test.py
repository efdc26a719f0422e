#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Every document of the repository keeps its word: links lead somewhere, programs named in `sh` blocks are there, and blocks
opened with ```sh run are run as they stand, from the root, and must succeed.

Usage: readme_test.py ROOT BIN_DIR. BIN_DIR stands in for build/release/bin, so that each preset tests its own programs.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

BLOCK = re.compile(r"^```sh( run)?\n(.*?)^```", re.M | re.S)
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")
RELEASE_BIN = "build/release/bin/"


def documents(root):
    listed = subprocess.run(["git", "ls-files", "-co", "--exclude-standard", "*.md"], cwd=root, check=True, capture_output=True)
    return [root / name for name in listed.stdout.decode().splitlines()]


def commands_of(block):
    """First words of the lines, without continuations, comments and variables."""
    lines = re.sub(r"\\\n", " ", block).splitlines()
    words = (re.sub(r"^(\w+=\S* +)+", "", line.strip()).split(" ")[0] for line in lines)
    return [word for word in words if "/" in word and not word.startswith("#")]


def check(document, root, bin_dir):
    text, faults = document.read_text(), []
    for target in LINK.findall(re.sub(r"^```.*?^```", "", text, flags=re.M | re.S)):
        if not (document.parent / target).exists():
            faults.append(f"{document}: no {target}")
    for run, block in BLOCK.findall(text):
        here = block.replace(RELEASE_BIN, f"{bin_dir}/")
        missing = [word for word in commands_of(here) if not os.access(root / word, os.X_OK)]
        faults += [f"{document}: no program {word}" for word in missing]
        if run and not missing:
            done = subprocess.run(["bash", "-euo", "pipefail", "-c", here], cwd=root, stdin=subprocess.DEVNULL)
            if done.returncode:
                faults.append(f"{document}: this failed with {done.returncode}:\n{here}")
    return faults


if __name__ == "__main__":
    root, bin_dir = (Path(argument).resolve() for argument in sys.argv[1:])
    found = [fault for document in documents(root) for fault in check(document, root, bin_dir)]
    print("\n".join(found) or "every document keeps its word")
    sys.exit(bool(found))
