#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Counts a drill after it was played, from what lies in the stores, on the pages and with the receivers.

Usage: count.py --mirror log.jsonl --mentions SOCKET --public FOLDER --drill drill.json --status status.json --secret FILE
Prints one JSON object. What was lost and which promise was broken is named on stderr.
"""

import argparse
import hashlib
import hmac
import html
import json
import re
import subprocess
import sys
from pathlib import Path


def plain(markup):
    """Text of a page or feed as people read it, white space squeezed."""
    text = re.sub(r"<[^>]*>", "", markup.replace("<br/>", " "))
    return " ".join(html.unescape(text).split())


class Ledger:
    """What the log says: claims with their verdicts, and every delivery with the exact bytes that were approved for it."""

    def __init__(self, mirror):
        self.incidents, self.promoted, self.claims, self.verdicts = [], set(), set(), {}
        self.cites, self.variants, self.deliveries = {}, {}, {}
        for line in mirror.read_text().splitlines():
            event = json.loads(line)
            take = getattr(self, event["type"], None)
            if take:
                take(event["body"])

    def incident_opened(self, body):
        self.incidents.append(body["incident"])

    def claim_made(self, body):
        self.claims.add(body["claim"])

    def claim_promoted(self, body):
        self.claims.add(body["claim"])
        self.promoted.add(body["claim"])

    def claim_split(self, body):
        self.claims.add(body["made"])

    def verdict_signed(self, body):
        self.verdicts[body["claim"]] = body["verdict"]["verdict"]

    def claim_status_changed(self, body):
        if body["to"] in ("new", "checking"):  # reopened
            self.verdicts.pop(body["claim"], None)

    def statement_drafted(self, body):
        self.cites[body["statement"]] = body["wording"]["claims"]

    statement_edited = statement_drafted

    def statement_submitted(self, body):
        self.variants[body["statement"]] = {variant["channel"]: variant for variant in body["variants"]}

    def deliveries_queued(self, body):
        for planned in body["deliveries"]:
            variant = self.variants[body["statement"]][planned["channel"]]
            self.deliveries[planned["delivery"]] = {
                "name": f"delivery {planned['delivery']} ({planned['channel']})", "statement": body["statement"], "key": planned["key"],
                "kind": variant["kind"], "bytes": variant["parts"][planned["part"]]["bytes"], "started": False, "outcome": "queued",
                "proof": ""}

    def delivery_started(self, body):
        self.deliveries[body["delivery"]]["started"] = True

    def delivery_settled(self, body):
        self.deliveries[body["delivery"]].update(outcome=body["outcome"], proof=body["proof"])

    def of_kind(self, kind):
        return [delivery for delivery in self.deliveries.values() if delivery["kind"] == kind]


class Pages:
    """The public folder as a visitor finds it: articles and entries by the number of their statement."""

    def __init__(self, folder):
        self.articles = self.blocks(folder / "index.html", r"<article>(.*?)</article>", r'<h2><a href="verklaring-(\d+)\.html"')
        self.entries = self.blocks(folder / "feed.atom", r"<entry>(.*?)</entry>", r"<id>[^<]*verklaring/(\d+)</id>")
        self.stored = {int(path.stem): path.read_text() for path in (folder / "statements").glob("[0-9]*.json")}

    @staticmethod
    def blocks(path, block, number):
        found = {}
        for markup in re.findall(block, path.read_text(), re.S):
            found.setdefault(int(re.search(number, markup)[1]), []).append(plain(markup))
        return found

    def show(self, delivery):
        """Whether page and Atom file each hold the approved text, once."""
        text = json.loads(delivery["bytes"])
        wanted = [" ".join(text[part].split()) for part in ("title", "body")]
        places = [self.articles.get(delivery["statement"], []), self.entries.get(delivery["statement"], [])]
        return all(len(place) == 1 and all(words in place[0] for words in wanted) for place in places)


def broken_on_web(ledger, pages):
    deliveries = {delivery["statement"]: delivery for delivery in ledger.of_kind("web")}
    for delivery in deliveries.values():
        stored = pages.stored.get(delivery["statement"])
        if delivery["outcome"] == "delivered" and not pages.show(delivery):
            yield f"{delivery['name']}: delivered, and page or Atom file lacks it or has it twice"
        if stored is not None and stored.split('","statement":', 1)[1] != delivery["bytes"] + "}\n":
            yield f"{delivery['name']}: the folder holds other bytes than were approved"
    for number in {*pages.stored, *pages.articles, *pages.entries}:
        delivery = deliveries.get(number)
        if delivery is None or not delivery["started"] or delivery["outcome"] == "failed":
            yield f"statement {number}: is on the pages and was not sent there"


def broken_by_webhook(ledger, received, secret):
    deliveries = {delivery["key"]: delivery for delivery in ledger.of_kind("webhook")}
    arrived = set()
    for name, record in received.items():
        key = record["headers"].get("Idempotency-Key")
        if key is None:
            continue  # a person's post
        delivery = deliveries.get(key)
        if delivery is None or not delivery["started"] or delivery["outcome"] == "failed":
            yield f"{name}: was received and not sent, key {key}"
            continue
        arrived.add(key)
        if record["body"] != delivery["bytes"]:
            yield f"{name}: has other bytes than were approved"
        signature = hmac.new(secret, f"{key}.{record['body']}".encode("utf-8", "surrogateescape"), hashlib.sha256).hexdigest()
        if record["headers"].get("X-Voelspriet-Signature") != "sha256=" + signature:
            yield f"{name}: is not signed by the desk"
    for key, delivery in deliveries.items():
        if delivery["outcome"] == "delivered" and key not in arrived:
            yield f"{delivery['name']}: delivered, and nothing was received"


def broken_by_hand(ledger, received, url):
    posted = {url + name: record["body"] for name, record in received.items() if "Idempotency-Key" not in record["headers"]}
    for delivery in ledger.of_kind("manual"):
        text = posted.pop(delivery["proof"], None)
        if delivery["outcome"] == "delivered" and text != delivery["bytes"]:
            yield f"{delivery['name']}: reported as posted, and its proof shows another text or none"
    for link in posted:
        yield f"{link}: was posted by hand and never reported"


def broken_promises(ledger, public, secret):
    received = {f"received/{path.name}": json.loads(path.read_text()) for path in sorted((public / "received").glob("*.json"))}
    return [*broken_on_web(ledger, Pages(public / "pages")), *broken_by_webhook(ledger, received, secret),
            *broken_by_hand(ledger, received, (public / "url").read_text())]


def stored_mentions(socket, incidents):
    for incident in incidents:
        stream = subprocess.run(["redis-cli", "-s", socket, "--json", "XRANGE", f"mentions:{incident}", "-", "+"], check=True,
                                capture_output=True)
        for _, fields in json.loads(stream.stdout):
            yield json.loads(fields[1])


def count(files):
    ledger, pages = Ledger(files.mirror), Pages(files.public / "pages")
    status = json.loads(files.status.read_text())
    mentions = list(stored_mentions(files.mentions, ledger.incidents))
    lost = set(json.loads(files.drill.read_text())["injects"]) - {mention["inject"] for mention in mentions}
    published = [delivery for delivery in ledger.of_kind("web") if pages.show(delivery)]
    cited = {claim for delivery in published for claim in ledger.cites[delivery["statement"]]}
    broken = broken_promises(ledger, files.public, bytes.fromhex(files.secret.read_text()))
    for line in [*(f"lost: inject {inject}" for inject in sorted(lost)), *(f"promise broken: {line}" for line in broken)]:
        print(line, file=sys.stderr)
    return {
        "mentions": len(mentions),
        "groups": sum(pulse["groups"] for pulse in status["pulses"]),
        "claims": len(ledger.claims),
        "claims_promoted": len(ledger.promoted),
        "published": len(published),
        "corrected": sum(ledger.verdicts.get(claim) in ("false", "misleading") for claim in cited),
        "refused": sum(count for name, count in status["counters"].items() if name.startswith("engine.refused.")),
        "lost": len(lost),
        "promise_broken": len(broken),
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for name in ("mirror", "public", "drill", "status", "secret"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--mentions", required=True)
    print(json.dumps(count(parser.parse_args())))


if __name__ == "__main__":
    main()
