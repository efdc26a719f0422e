#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Every document of the repository keeps its word: links lead somewhere, programs named in `sh` blocks are there, commands of ours
that it mentions know the subcommands and options they are given, and blocks opened with ```sh run are run as they stand, from the
root, and must succeed.

Usage: readme_test.py ROOT BIN_DIR. BIN_DIR stands in for build/release/bin, so that each preset tests its own programs.
"""

import functools
import os
import re
import subprocess
import sys
from pathlib import Path

BLOCK = re.compile(r"^```sh( run)?\n(.*?)^```", re.M | re.S)
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")
COMMAND = re.compile(r"(?:`|^    |^(?=build/))((?:build/release/bin/)?voelspriet-(?:hub|feeds|console|ctl)\b[^`\n#]*)", re.M)
RELEASE_BIN = "build/release/bin/"


def documents(root):
    listed = subprocess.run(["git", "ls-files", "-co", "--exclude-standard", "*.md"], cwd=root, check=True, capture_output=True)
    return [root / name for name in listed.stdout.decode().splitlines()]


def commands_of(block):
    """First words of the lines, without continuations, comments and variables."""
    lines = re.sub(r"\\\n", " ", block).splitlines()
    words = (re.sub(r"^(\w+=\S* +)+", "", line.strip()).split(" ")[0] for line in lines)
    return [word for word in words if "/" in word and not word.startswith("#")]


@functools.cache
def help_of(*command):
    return subprocess.run([*command, "--help"], capture_output=True, text=True, timeout=30).stdout


def unknown_words(command, bin_dir):
    """Options and first subcommand that the program's own --help does not tell of."""
    program, *words = command.split()
    called = [str(bin_dir / Path(program).name)]
    told, unknown = help_of(*called), []
    for at, word in enumerate(words):
        if re.search(rf"^  {re.escape(word)}  ", told, re.M):
            called.append(word)
            told += help_of(*called)
        elif not re.search(rf"{re.escape(word)}\b", told) if word.startswith("--") else at == 0 and word.islower():
            unknown.append(word)
    return unknown


def check(document, root, bin_dir):
    text, faults = document.read_text(), []
    for command in COMMAND.findall(text):
        faults += [f"{document}: {command.strip()}: no {word}" for word in unknown_words(command, bin_dir)]
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
