#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Stands in for everybody a drill speaks to, on loopback only: serves the desk's pages and takes in what is posted.

Usage: receiver.py FOLDER. Writes FOLDER/url, serves FOLDER, and keeps every POST as FOLDER/received/<n>.json: path, headers and
body as they came. It answers with the link where the record can be read, and makes nothing of repeats: whoever checks the
channel's promise must see them.
"""

import functools
import json
import os
import sys
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

BODY_BYTES_MAX = 1 << 20


class Receiver(SimpleHTTPRequestHandler):
    timeout = 10
    lock = threading.Lock()
    received = 0

    def do_POST(self):
        length = int(self.headers.get("Content-Length", 0))
        if length > BODY_BYTES_MAX:
            return self.send_error(413)
        record = {"path": self.path, "headers": dict(self.headers), "body": self.rfile.read(length).decode("utf-8", "surrogateescape")}
        self.send_response(201)
        self.send_header("Location", self.server.url + self.keep(record))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def keep(self, record):
        with Receiver.lock:
            Receiver.received += 1
            name = f"received/{Receiver.received:06}.json"
        place = Path(self.directory, name)
        beside = place.with_suffix(".new")
        beside.write_text(json.dumps(record))
        os.replace(beside, place)
        return name

    def log_message(self, *_):
        pass


def main():
    folder = Path(sys.argv[1])
    (folder / "received").mkdir(parents=True, exist_ok=True)
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Receiver, directory=folder))
    server.url = f"http://127.0.0.1:{server.server_port}/"
    beside = folder / "url.new"
    beside.write_text(server.url)
    os.replace(beside, folder / "url")
    server.serve_forever()


main()
