"""A stand-in of Solapi's interface for tests: a process of its own, with a ledger.

`python stand_in.py [port]` prints its port. It checks signatures, keeps groups, messages and a
balance, answers with every field that the library reads, and can be told to misbehave:

    POST /_control  {"refuse": 0.3, "cut": 0.09, "stall": 0.01, "broken": 0, "latency_ms": 0, …}
    GET  /_ledger   [{"messageId", "ours", "to", "text", "type", "status"}, …] of what it took
    POST /_report   {"url": …, "secret": …, "status": "4000"}: sends its receipts there

`refuse` is a clear no before anything is taken, `cut` takes the message and breaks the connection,
`stall` takes it and says nothing for `stall_seconds`, `broken` takes it and answers nonsense.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import random
import re
import sys
import threading
import time
import urllib.request
import uuid
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

KEY, SECRET = "NCSSTANDIN000001", "a-secret-of-the-stand-in"
PRICES = {"SMS": 18, "LMS": 45, "ATA": 13}
CLOCK_MAY_DIFFER = timedelta(minutes=15)


class State:
    """Everything it knows. One lock, since requests come in threads."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.messages: dict[str, dict[str, Any]] = {}
        self.groups: dict[str, dict[str, Any]] = {}
        self.signatures: set[str] = set()
        self.balance = 1_000_000.0
        self.dice = random.Random(7)
        self.told: dict[str, Any] = {}

    def chance(self, name: str) -> bool:
        share = float(self.told.get(name, 0))
        return share > 0 and self.dice.random() < share


STATE = State()


class Refusal(Exception):
    def __init__(self, status: int, code: str, text: str) -> None:
        super().__init__(code)
        self.status, self.code, self.text = status, code, text


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_args: Any) -> None:
        """Quiet."""

    def do_GET(self) -> None:
        self.answer("GET")

    def do_POST(self) -> None:
        self.answer("POST")

    def do_DELETE(self) -> None:
        self.answer("DELETE")

    def answer(self, method: str) -> None:
        size = int(self.headers.get("Content-Length") or 0)
        body = json.loads(self.rfile.read(size) or b"null") if size else None
        url = urlsplit(self.path)
        asked = {name: values[-1] for name, values in parse_qs(url.query).items()}
        try:
            if not url.path.startswith("/_"):
                self.check_signature()
            self.reply(200, self.route(method, url.path, asked, body))
        except Refusal as problem:
            told = {"errorCode": problem.code, "errorMessage": problem.text}
            self.reply(problem.status, told)
        except BrokenPipeError:
            self.close_connection = True

    def reply(self, status: int, told: Any) -> None:
        if told is CUT:
            self.close_connection = True
            self.connection.close()
            return
        raw = told if isinstance(told, bytes) else json.dumps(told).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(raw)))
        self.end_headers()
        self.wfile.write(raw)

    def check_signature(self) -> None:
        found = re.fullmatch(
            r"HMAC-SHA256 ApiKey=(\S+), Date=(\S+), salt=(\S+), signature=([0-9a-f]{64})",
            self.headers.get("Authorization", ""),
        )
        if not found or found[1] != KEY:
            raise Refusal(403, "InvalidApiKey", "no such key")
        at = datetime.fromisoformat(found[2])
        if abs(datetime.now(UTC) - at) > CLOCK_MAY_DIFFER:
            raise Refusal(403, "RequestTimeTooSkewed", "the clock differs too much")
        right = hmac.new(SECRET.encode(), (found[2] + found[3]).encode(), hashlib.sha256)
        if not hmac.compare_digest(right.hexdigest(), found[4]):
            raise Refusal(403, "SignatureDoesNotMatch", "wrong signature")
        with STATE.lock:
            if found[4] in STATE.signatures:
                raise Refusal(403, "DuplicatedSignature", "signature used before")
            STATE.signatures.add(found[4])

    def route(self, method: str, path: str, asked: dict[str, str], body: Any) -> Any:
        if group := re.fullmatch(r"/messages/v4/groups/([^/]+)(/messages|/schedule)?", path):
            return one_group(group[1], group[2])
        routes = {
            ("POST", "/messages/v4/send-many/detail"): lambda: take(body),
            ("GET", "/messages/v4/list-old"): lambda: list_of(asked),
            ("GET", "/messages/v4/groups"): lambda: groups(asked),
            ("GET", "/cash/v1/balance"): lambda: {"balance": STATE.balance, "point": 0},
            ("POST", "/storage/v1/files"): lambda: stored(body),
            ("POST", "/_control"): lambda: control(body),
            ("GET", "/_ledger"): ledger,
            ("POST", "/_report"): lambda: report(body),
        }
        if (method, path) not in routes:
            raise Refusal(404, "ResourceNotFound", "no such address")
        return routes[method, path]()


CUT = object()


def take(body: Any) -> Any:
    """Take messages, unless told otherwise."""
    time.sleep(float(STATE.told.get("latency_ms", 0)) / 1000)
    with STATE.lock:
        if STATE.chance("refuse"):
            raise Refusal(429, "TooManyRequests", "not now")
        if STATE.chance("unavailable"):
            raise Refusal(503, "ServiceUnavailable", "not now")
        entries = body["messages"]
        cost = sum(PRICES.get(entry.get("type") or "SMS", 20) for entry in entries)
        if cost > STATE.balance:
            raise Refusal(402, "NotEnoughBalance", "no money")
        group = f"G4V{uuid.uuid4().hex[:29].upper()}"
        failed, kept = [], []
        for entry in entries:
            message_id = f"M4V{uuid.uuid4().hex[:29].upper()}"
            code, words = fault(entry)
            row = entry | {"messageId": message_id, "groupId": group, "statusCode": code}
            if code != "2000":
                failed.append(
                    {name: entry.get(name) for name in ("to", "from", "type", "customFields")}
                    | {
                        "statusMessage": words,
                        "country": entry.get("country"),
                        "messageId": message_id,
                        "statusCode": code,
                        "accountId": "1",
                    }
                )
                continue
            row["dateCreated"] = datetime.now(UTC).isoformat()
            STATE.messages[message_id] = row
            STATE.balance -= PRICES.get(entry.get("type") or "SMS", 20)
            kept.append(row)
        told = group_told(group, len(entries), len(failed), cost)
        STATE.groups[group] = told
        cut, stall = STATE.chance("cut"), STATE.chance("stall")
        broken = STATE.chance("broken")
    if cut:
        return CUT
    if stall:
        time.sleep(float(STATE.told.get("stall_seconds", 8)))
    if broken:
        return b'{"groupInfo": {"count": "many"}}'
    return {
        "failedMessageList": failed,
        "groupInfo": told,
        "messageList": [
            {
                "messageId": row["messageId"],
                "statusCode": "2000",
                "statusMessage": "ok",
                "customFields": row.get("customFields"),
            }
            for row in kept
        ]
        if body.get("showMessageList")
        else None,
    }


def fault(entry: dict[str, Any]) -> tuple[str, str]:
    """As the operator says: no number, no text, too long, no template."""
    if not re.fullmatch(r"0\d{8,11}", str(entry.get("to"))):
        return "1020", "not a number"
    if not re.fullmatch(r"\d{7,12}", str(entry.get("from") or "")):
        return "1062", "sender not registered"
    text = entry.get("text") or ""
    most = {"SMS": 90, "LMS": 2000}.get(entry.get("type"), 4000)
    if not text or len(text.encode("cp949")) > most:
        return "1030", "text does not fit"
    if entry.get("type") == "ATA" and not (entry.get("kakaoOptions") or {}).get("templateId"):
        return "3104", "no template"
    return "2000", "ok"


def group_told(group: str, total: int, failed: int, cost: int) -> dict[str, Any]:
    now = datetime.now(UTC).isoformat()
    money = {"requested": cost, "replacement": 0, "refund": 0, "sum": cost}
    count = {
        "total": total,
        "sentTotal": 0,
        "sentFailed": 0,
        "sentSuccess": 0,
        "sentPending": 0,
        "sentReplacement": 0,
        "refund": 0,
        "registeredFailed": failed,
        "registeredSuccess": total - failed,
    }
    return {
        "count": count,
        "countForCharge": {name.lower(): {"82": 0} for name in PRICES},
        "balance": money,
        "point": money | {"requested": 0, "sum": 0},
        "app": {"profit": {}, "appId": None},
        "log": [],
        "status": "SENDING",
        "allowDuplicates": False,
        "isRefunded": False,
        "accountId": "1",
        "masterAccountId": None,
        "apiVersion": "4",
        "groupId": group,
        "price": {"82": {name.lower(): price for name, price in PRICES.items()}},
        "dateCreated": now,
        "dateUpdated": now,
    }


def list_of(asked: dict[str, str]) -> dict[str, Any]:
    with STATE.lock:
        rows = [
            row
            for row in STATE.messages.values()
            if asked.get("to") in {None, row["to"]}
            and asked.get("messageId") in {None, row["messageId"]}
            and (
                "startDate" not in asked
                or datetime.fromisoformat(row["dateCreated"])
                >= datetime.fromisoformat(asked["startDate"])
            )
        ]
    limit = int(asked.get("limit", 20))
    start = next((n for n, row in enumerate(rows) if row["messageId"] == asked.get("startKey")), 0)
    page = rows[start : start + limit]
    after = rows[start + limit]["messageId"] if len(rows) > start + limit else None
    return {
        "limit": limit,
        "messageList": {row["messageId"]: row for row in page},
        "startKey": asked.get("startKey"),
        "nextKey": after,
    }


def groups(asked: dict[str, str]) -> dict[str, Any]:
    limit = int(asked.get("limit", 20))
    page = dict(list(STATE.groups.items())[:limit])
    return {"limit": limit, "groupList": page, "startKey": None, "nextKey": None}


def one_group(group: str, part: str | None) -> dict[str, Any]:
    if group not in STATE.groups:
        raise Refusal(404, "ResourceNotFound", "no such group")
    if part == "/messages":
        rows = {k: row for k, row in STATE.messages.items() if row["groupId"] == group}
        return {"limit": 20, "messageList": rows, "startKey": None, "nextKey": None}
    return STATE.groups[group]


def stored(body: Any) -> dict[str, Any]:
    return {"fileId": f"ST{uuid.uuid4().hex}", "type": body["type"], "link": None, "name": None}


def control(body: Any) -> dict[str, Any]:
    with STATE.lock:
        if body.pop("forget", False):
            STATE.messages.clear()
            STATE.groups.clear()
            STATE.told.clear()
        if "balance" in body:
            STATE.balance = float(body.pop("balance"))
        STATE.told.update(body)
    return {}


def ledger() -> list[dict[str, Any]]:
    with STATE.lock:
        return [
            {
                "messageId": row["messageId"],
                "ours": (row.get("customFields") or {}).get("dongne"),
                "to": row["to"],
                "text": row["text"],
                "type": row.get("type"),
                "status": row["statusCode"],
                "subject": row.get("subject"),
                "variables": (row.get("kakaoOptions") or {}).get("variables"),
            }
            for row in STATE.messages.values()
        ]


def report(body: Any) -> dict[str, Any]:
    """Its receipts, a hundred at a time, as Solapi's SINGLE-REPORT."""
    with STATE.lock:
        rows = [row for row in STATE.messages.values() if row["statusCode"] == "2000"]
        for row in rows:
            row["statusCode"] = body.get("status", "4000")
    told = [
        {
            "eventDataId": f"E{row['messageId']}",
            "retryCount": 0,
            "data": {
                name: row.get(name)
                for name in ("messageId", "groupId", "type", "to", "from", "statusCode")
            }
            | {"customFields": row.get("customFields"), "networkCode": "SKT"},
        }
        for row in rows
    ]
    statuses = []
    for start in range(0, len(told), 100):
        request = urllib.request.Request(  # noqa: S310 - of the test
            body["url"],
            json.dumps(told[start : start + 100]).encode(),
            {"Content-Type": "application/json", "X-Solapi-Secret": body["secret"]},
        )
        with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310 - of the test
            statuses.append(answer.status)
    return {"statuses": statuses}


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 256

    def handle_error(self, *_args: Any) -> None:
        """A client that hung up is none of its troubles."""


if __name__ == "__main__":
    server = Server(("127.0.0.1", int(sys.argv[1]) if len(sys.argv) > 1 else 0), Handler)
    sys.stdout.write(f"{server.server_address[1]}\n")
    sys.stdout.flush()
    server.serve_forever()
