#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The house style that a machine can check: layers, banned words, opening lines, sizes, link lines.

Usage: tidy.py [ROOT]. Prints one line per fault ("file:line: what") and fails if there is any. The rules are data beside this
file: layers.txt, banned.txt, and long_functions.txt (functions over the limit that may stay as long as they do not grow).
"""

import os
import re
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
AREAS = ("hub", "feeds", "console", "tests")
ROOT_ENTRIES = {*AREAS, "playbooks", "README.md", "CMakeLists.txt", "LICENSE", "CMakePresets.json", "build"}
SPDX = "SPDX-License-Identifier: Apache-2.0"
CODE = (".cpp", ".hpp")
OPENS_WITH_SPDX = (*CODE, ".py", ".cmake", ".js", ".mjs", ".css", ".lua", "CMakeLists.txt")
FILE_LINES_MAX = 800
FUNCTION_LINES_MAX = 70

STRING_OR_COMMENT = re.compile(
    r'R"(?P<d>[^(\s]*)\(.*?\)(?P=d)"|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])\'|//[^\n]*|/\*.*?\*/', re.S)
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.M)
UNFINISHED = re.compile(r"\b(FIXME|TODO|XXX|HACK)\b")


def blank(text):
    return re.sub(r"[^\n]", " ", text)


def without_comments(text):
    return STRING_OR_COMMENT.sub(lambda m: blank(m[0]) if m[0].startswith("/") else m[0], text)


def without_strings(code):
    return STRING_OR_COMMENT.sub(lambda m: blank(m[0]), code)


def line_of(text, offset):
    return text.count("\n", 0, offset) + 1


def data_lines(name):
    lines = (HERE / name).read_text().splitlines()
    return [line for line in lines if line.strip() and not line.startswith("#")]


def matches(pattern, folder):
    """Whether `pattern` ("hub/base", "hub/*") names `folder`."""
    if pattern.endswith("/*"):
        return os.path.dirname(folder) == pattern[:-2]
    return pattern == folder


class Layers:
    def __init__(self):
        self.rows, self.libraries = {}, {}
        for line in data_lines("layers.txt"):
            if "|" in line:
                folder, ours, outside = (part.split() for part in line.split("|"))
                self.rows[folder[0]] = (ours, outside)
            else:
                name, prefixes = line.split("=")
                self.libraries[name.strip()] = prefixes.split()

    def row(self, folder):
        best = max((p for p in self.rows if matches(p, folder)), key=lambda p: (not p.endswith("*"), len(p)), default=None)
        return self.rows.get(best)

    def library_of(self, header):
        found = [(len(p), name) for name, prefixes in self.libraries.items() for p in prefixes if header.startswith(p)]
        return max(found)[1] if found else None


def folder_of(path):
    """The layer a file belongs to: detail/ is part of its folder."""
    folder = os.path.dirname(path)
    return folder[:-len("/detail")] if folder.endswith("/detail") else folder


class Tidy:
    def __init__(self, root):
        self.root = Path(root)
        self.layers = Layers()
        self.faults = []
        self.long_functions = dict(line.rsplit(" ", 1) for line in data_lines("long_functions.txt"))
        self.files = sorted(self.walk())
        self.includes = {}  # folder -> folders of ours that its files include

    def fault(self, path, line, what):
        self.faults.append(f"{path}:{line}: {what}")

    def walk(self):
        for area in (*AREAS, "playbooks", ".ci"):
            for folder, folders, names in os.walk(self.root / area):
                folders[:] = [f for f in folders if f not in ("node_modules", "__pycache__", "corpus", "golden", "cases")]
                for name in names:
                    yield os.path.relpath(os.path.join(folder, name), self.root)
        yield "CMakeLists.txt"

    def run(self):
        for entry in sorted(os.listdir(self.root)):
            if entry not in ROOT_ENTRIES and not entry.startswith("."):
                self.fault(entry, 1, "the root holds what the house has agreed on, nothing else")
        for path in self.files:
            try:
                text = (self.root / path).read_text()
            except UnicodeDecodeError:
                continue  # a picture
            self.check_opening(path, text)
            if path.endswith(CODE):
                self.check_code(path, text)
        for path in self.files:
            if path.endswith("/CMakeLists.txt"):
                self.check_links(path, (self.root / path).read_text())
        for known in self.long_functions:
            self.fault("tests/tidy/long_functions.txt", 1, f"{known} is no longer that long: take it off the list")
        return self.faults

    def check_opening(self, path, text):
        lines = text.splitlines() or [""]
        script = lines[0].startswith("#!")
        if (script or path.endswith(OPENS_WITH_SPDX)) and SPDX not in "".join(lines[:2] if script else lines[:1]):
            self.fault(path, 1, f"the first line says '{SPDX}'")
        if path.endswith(".hpp"):
            if len(lines) < 2 or not re.match(r"// \w.{20}", lines[1]):
                self.fault(path, 2, "a header opens with a paragraph: what it is, who owns it, which thread")
            if "#pragma once" not in lines:
                self.fault(path, 1, "#pragma once is missing")
        if (script or path.endswith((*CODE, ".py"))) and len(lines) > FILE_LINES_MAX:
            self.fault(path, FILE_LINES_MAX, f"{len(lines)} lines; at {FILE_LINES_MAX} a file is split")

    def check_code(self, path, text):
        code = without_comments(text)
        for match in UNFINISHED.finditer(text):
            self.fault(path, line_of(text, match.start()), f"{match[0]} does not land")
        for line in data_lines("banned.txt"):
            pattern, allowed, why = (part.strip() for part in line.rsplit(" | ", 2))
            if any(path == place or path.startswith(place + "/") for place in allowed.split()):
                continue
            for match in re.finditer(pattern, code):
                self.fault(path, line_of(code, match.start()), f"'{match[0].strip()}': {why}")
        for match in INCLUDE.finditer(code):
            self.check_include(path, line_of(code, match.start(2)), match[1], match[2])
        self.check_functions(path, without_strings(code))

    def check_include(self, path, line, quote, header):
        folder, target = folder_of(path), folder_of(header)
        row = self.layers.row(folder)
        in_tests = path.startswith("tests/")
        if row is None and not in_tests:
            return self.fault(path, line, f"{folder} has no row in tests/tidy/layers.txt")
        if quote == '"' and header.split("/")[0] not in AREAS and self.layers.library_of(header) is None:
            return self.fault(path, line, f'"{header}" is not written from the repository root')
        if header.split("/")[0] in AREAS and (self.root / header).suffix == ".hpp":
            if "/detail/" in header and target != folder and not in_tests:
                return self.fault(path, line, f"{header} is private to {target}")
            if not in_tests and target != folder and not any(matches(p, target) or p == header for p in row[0]):
                return self.fault(path, line, f"{folder} may not include {target}")
            return self.includes.setdefault(folder, {}).setdefault(target, set()).add(header)
        if "." not in header and "/" not in header:
            return None  # C++'s own
        library = self.layers.library_of(header)
        if library is None:
            return self.fault(path, line, f"<{header}> belongs to no library of tests/tidy/layers.txt")
        if library != "posix" and not in_tests and library not in row[1]:
            return self.fault(path, line, f"{folder} may not use {library} (<{header}>)")
        return None

    def check_functions(self, path, code):
        """Outermost braces that are neither a scope nor an initializer are function bodies."""
        kinds, start, head_start = [], 0, 0
        for match in re.finditer(r"[{};]", code):
            at = match.start()
            if match[0] == "{":
                head = re.sub(r"^\s*#.*$", "", code[head_start:at], flags=re.M).strip()
                inside = "function" in kinds or "other" in kinds
                if not inside and re.match(r"(template\s*<.*>\s*)?(inline )?(namespace|class|struct|union|extern)\b", head, re.S) \
                        and not re.search(r"\)\s*(const|noexcept|override)*$", head):
                    kinds.append("scope")
                elif inside or not (named := re.search(r"[\w:~]+(?=\W*\()", head)) or head.endswith(("=", "(", ",")):
                    kinds.append("other" if not inside else "inner")
                else:
                    kinds.append("function")
                    start = head_start + len(code[head_start:at]) - len(code[head_start:at].lstrip())
                    name = named[0]
            elif match[0] == "}" and kinds and kinds.pop() == "function":
                self.check_length(path, line_of(code, start), line_of(code, at), name)
            if not any(kind in ("function", "other") for kind in kinds):
                head_start = at + 1

    def check_length(self, path, first, last, name):
        length, key = last - first + 1, f"{path} {name}"
        if length > FUNCTION_LINES_MAX and length > int(self.long_functions.pop(key, 0)):
            self.fault(path, first, f"{name} has {length} lines; {FUNCTION_LINES_MAX} fit a screen")

    def check_links(self, path, text):
        """A library links the folders that it includes, and no others. A header of ports alone needs no link."""
        folder = os.path.dirname(path)
        found = re.search(r"voelspriet_library\(\s*(\w+)([^)]*)\)", text)
        if not found or folder.startswith("tests"):
            return
        if found[1] != folder.replace("/", "_"):
            self.fault(path, line_of(text, found.start()), f"the library of {folder} is called {folder.replace('/', '_')}")
        linked = {word for word in found[2].split() if word.split("_")[0] in AREAS}
        included = self.includes.get(folder, {})
        needed = {t.replace("/", "_") for t, headers in included.items() if t != folder and any(not h.endswith("/ports.hpp") for h in headers)}
        for name in sorted(needed - linked):
            self.fault(path, line_of(text, found.start()), f"includes {name} and does not link it")
        for name in sorted(linked - needed):
            self.fault(path, line_of(text, found.start()), f"links {name} and includes nothing of it")


if __name__ == "__main__":
    found = Tidy(sys.argv[1] if len(sys.argv) > 1 else HERE.parent.parent).run()
    print("\n".join(found) if found else "tidy")
    sys.exit(bool(found))
