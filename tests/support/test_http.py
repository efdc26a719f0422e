#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The other side of HTTP in tests, on loopback only: an Atom server and a webhook receiver.

  test_http.py --serve DIR    GET gives files of DIR with ETag and Last-Modified, 304 when they are unchanged
  test_http.py --record DIR   POST writes DIR/000001.json = {path, headers, body, at}, by rename, before it answers

Both may be given. The first line on stdout is the port. A file NAME.answer beside a served or recorded path overrides
the answer: its first line is the status, further lines are headers ("Retry-After: 1"), and it is read per request.
--hang N holds the answers to the first N POSTs back after recording them: a lost answer. --delay S answers each POST
so many seconds after recording it: always one on its way.
"""
import argparse
import contextlib
import email.utils
import hashlib
import http.server
import json
import os
import pathlib
import threading
import time


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    options = None
    lock = threading.Lock()
    recorded = 0

    def log_message(self, *_):
        pass

    def reply(self, status, headers=(), body=b""):
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def ordered_answer(self, folder, name):
        """(status, headers) that a test laid down for this path, if any."""
        path = folder / (name + ".answer")
        if not path.is_file():
            return None
        status, *headers = path.read_text().split("\n")
        return int(status), [tuple(line.split(": ", 1)) for line in headers if line]

    def name(self):
        return self.path.split("?")[0].strip("/")

    def do_GET(self):
        folder = self.options.serve
        path = folder and (folder / self.name()).resolve()
        if not path or folder.resolve() not in path.parents:
            return self.reply(404)
        if answer := self.ordered_answer(folder, self.name()):
            return self.reply(*answer)
        if not path.is_file():
            return self.reply(404)
        body = path.read_bytes()
        etag = '"%s"' % hashlib.sha256(body).hexdigest()[:16]
        headers = [("ETag", etag), ("Last-Modified", email.utils.formatdate(path.stat().st_mtime, usegmt=True))]
        if self.headers.get("If-None-Match") == etag:
            return self.reply(304, headers)
        kinds = {".atom": "application/atom+xml", ".rss": "application/rss+xml", ".xml": "application/xml"}
        self.reply(200, headers + [("Content-Type", kinds.get(path.suffix, "application/octet-stream"))], body)

    def do_POST(self):
        folder = self.options.record
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if not folder:
            return self.reply(405)
        if answer := self.ordered_answer(folder, self.name() or "root"):
            return self.reply(*answer)
        with self.lock:
            Handler.recorded += 1
            number = Handler.recorded
            record = {"path": self.path, "headers": {k.lower(): v for k, v in self.headers.items()},
                      "body": body.decode("utf-8", "surrogateescape"), "at": time.time()}
            draft = folder / (".%06d" % number)
            draft.write_text(json.dumps(record))
            os.replace(draft, folder / ("%06d.json" % number))
        if number <= self.options.hang:
            time.sleep(3600)
        time.sleep(self.options.delay)
        with contextlib.suppress(ConnectionError):  # nobody waits for it any more
            self.reply(204)


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--serve", type=pathlib.Path)
    parser.add_argument("--record", type=pathlib.Path)
    parser.add_argument("--hang", type=int, default=0)
    parser.add_argument("--delay", type=float, default=0)
    parser.add_argument("--port", type=int, default=0)
    Handler.options = parser.parse_args()
    if Handler.options.record:
        Handler.options.record.mkdir(parents=True, exist_ok=True)
        Handler.recorded = len(list(Handler.options.record.glob("*.json")))
    server = Server(("127.0.0.1", Handler.options.port), Handler)
    print(server.server_address[1], flush=True)
    server.serve_forever()


main()
