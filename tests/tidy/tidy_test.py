#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Plants one fault at a time in a small tree that is otherwise tidy, and expects exactly that fault."""

import tempfile
import unittest
from pathlib import Path

import tidy

LICENSE = "// SPDX-License-Identifier: Apache-2.0\n"
HEADER = LICENSE + "// A thing of this folder, owned by whoever made it.\n#pragma once\n"
GOOD = {
    "CMakeLists.txt": "# SPDX-License-Identifier: Apache-2.0\n",
    "hub/base/time.hpp": HEADER + "#include <chrono>\n",
    "hub/domain/claim.hpp": HEADER,
    "hub/domain/detail/rules.hpp": HEADER,
    "hub/engine/ports.hpp": HEADER,
    "hub/engine/engine.hpp": HEADER,
    "hub/fusion/fold.cpp": LICENSE + '#include "hub/domain/claim.hpp"\n',
    "hub/fusion/CMakeLists.txt": "# SPDX-License-Identifier: Apache-2.0\nvoelspriet_library(hub_fusion LINK hub_domain)\n",
    "hub/store/store.cpp": LICENSE + '#include <hiredis/hiredis.h>\n#include <unistd.h>\n#include "hub/engine/ports.hpp"\n',
    "hub/store/CMakeLists.txt": "# SPDX-License-Identifier: Apache-2.0\nvoelspriet_library(hub_store LINK PkgConfig::hiredis)\n",
    "hub/main.cpp": LICENSE + '#include "hub/base/time.hpp"\n#include <CLI/CLI.hpp>\n',
    "console/views/claims_view.cpp": LICENSE + '#include <imgui.h>\nvoid draw() { ImGui::Text("%d", 1); }  // sleep_for\n',
    "tests/hub/domain/rules_test.cpp": LICENSE + '#include "hub/domain/detail/rules.hpp"\n',
}


def faults_of(changes):
    with tempfile.TemporaryDirectory() as root:
        for path, text in {**GOOD, **changes}.items():
            file = Path(root, path)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text)
        return tidy.Tidy(root).run()


class TidyTest(unittest.TestCase):
    def expect(self, where, what, changes):
        faults = faults_of(changes)
        self.assertEqual(len(faults), 1, faults)
        self.assertTrue(faults[0].startswith(where), faults[0])
        self.assertIn(what, faults[0])

    def expect_in_code(self, path, line, what):
        text = GOOD.get(path, LICENSE) + line + "\n"
        self.expect(f"{path}:{text.count(chr(10))}:", what, {path: text})

    def test_a_tidy_tree_has_no_faults(self):
        self.assertEqual(faults_of({}), [])

    def test_arrows_between_folders(self):
        self.expect_in_code("hub/domain/claim.cpp", '#include "hub/fusion/fold.hpp"', "hub/domain may not include hub/fusion")
        self.expect_in_code("hub/fusion/more.cpp", '#include "feeds/core/feed.hpp"', "hub/fusion may not include feeds/core")
        self.expect_in_code("hub/main.cpp", '#include "console/link/link.hpp"', "hub may not include console/link")
        self.expect_in_code("hub/store/store.cpp", '#include "hub/engine/engine.hpp"', "hub/store may not include hub/engine")
        self.expect_in_code("hub/domain/claim.cpp", '#include "tests/support/fake.hpp"', "may not include tests/support")
        self.expect_in_code("hub/channels/web/web.cpp", '#include "hub/channels/webhook/webhook.hpp"', "may not include")

    def test_details_are_private(self):
        self.expect_in_code("hub/fusion/fold.cpp", '#include "hub/domain/detail/rules.hpp"', "private to hub/domain")

    def test_includes_are_written_from_the_root(self):
        self.expect_in_code("hub/fusion/fold.cpp", '#include "fold.hpp"', "repository root")

    def test_libraries_of_others_only_where_named(self):
        self.expect_in_code("hub/fusion/fold.cpp", "#include <sys/socket.h>", "may not use sockets")
        self.expect_in_code("hub/fusion/fold.cpp", "#include <hiredis/hiredis.h>", "may not use hiredis")
        self.expect_in_code("hub/fusion/fold.cpp", '#include "imgui.h"', "may not use imgui")
        self.expect_in_code("hub/fusion/fold.cpp", "#include <zmq.hpp>", "may not use zeromq")
        self.expect_in_code("hub/fusion/fold.cpp", "#include <boost/beast/http.hpp>", "may not use beast")
        self.expect_in_code("hub/fusion/fold.cpp", "#include <curl/curl.h>", "belongs to no library")

    def test_a_new_folder_needs_a_row(self):
        self.expect_in_code("hub/gossip/gossip.cpp", '#include "hub/base/time.hpp"', "no row")

    def test_banned_words(self):
        for line in ("auto t = std::chrono::system_clock::now();", "std::this_thread::sleep_for(s);", "int r = rand();",
                     "auto v = boost::json::value_to<X>(j);", "out << std::endl;", "using namespace std;", "t.detach();",
                     "system(command);", "sprintf(buffer, text);", "assert(a == b);", "fmt::print(fmt::runtime(text));", "GTEST_SKIP();", "EXPECT_TRUE(true);"):
            self.expect_in_code("hub/fusion/fold.cpp", line, "'")
        for line in ("ImGui::Text(row.text.c_str());", 'ImGui::Button(row.name.c_str());', "ImGui::TextColored(red, text);"):
            self.expect_in_code("console/views/claims_view.cpp", line, "ImGui::" if "Text" in line else "PushID")
        self.expect_in_code("console/views/claims_view.cpp", 'ImGui::Button("Opslaan");', "tr()")

    def test_words_in_comments_and_strings_of_others_do_not_count(self):
        self.assertEqual(faults_of({"hub/fusion/a.cpp": LICENSE + '// rand() is banned\nauto x = "{"; /* std::endl */\n'}), [])

    def test_nothing_unfinished_lands(self):
        self.expect_in_code("hub/fusion/fold.cpp", "// FIX" + "ME: later", "does not land")

    def test_opening_lines(self):
        self.expect("hub/fusion/a.cpp:1:", "SPDX", {"hub/fusion/a.cpp": "int a;\n"})
        self.expect("hub/fusion/a.hpp:2:", "paragraph", {"hub/fusion/a.hpp": LICENSE + "#pragma once\n"})
        self.expect("tests/x/run:1:", "SPDX", {"tests/x/run": "#!/bin/sh\nexit\n"})

    def test_sizes(self):
        self.expect("hub/fusion/a.cpp:800:", "801 lines", {"hub/fusion/a.cpp": LICENSE + "int a;\n" * 800})
        body = "namespace x {\nclass C {\n int f() const {\n" + "  if (a) { b(); }\n" * 69 + " }\n};\n}\n"
        self.expect("hub/fusion/a.cpp:4:", "f has 71 lines", {"hub/fusion/a.cpp": LICENSE + body})
        table = "constexpr T kTable[] = {\n" + '  {"a", f(1)},\n' * 100 + "};\n"
        cases = "INSTANTIATE(Cases, T, Values(T{1}, T{2}), [](const auto& one) { return one.name; });\n"
        self.assertEqual(faults_of({"hub/fusion/a.cpp": LICENSE + table + cases}), [])

    def test_links_are_what_is_included(self):
        cmake = "# SPDX-License-Identifier: Apache-2.0\nvoelspriet_library(%s)\n"
        self.expect("hub/fusion/CMakeLists.txt:2:", "does not link", {"hub/fusion/CMakeLists.txt": cmake % "hub_fusion"})
        self.expect("hub/fusion/CMakeLists.txt:2:", "includes nothing of it",
                    {"hub/fusion/CMakeLists.txt": cmake % "hub_fusion LINK hub_domain hub_store"})
        self.expect("hub/fusion/CMakeLists.txt:2:", "is called", {"hub/fusion/CMakeLists.txt": cmake % "fusion LINK hub_domain"})

    def test_the_root_stays_small(self):
        self.expect("notes.md:", "the root", {"notes.md": "hm\n"})


if __name__ == "__main__":
    unittest.main()
