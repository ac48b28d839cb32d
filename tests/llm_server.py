"""A server that speaks the OpenAI protocol, as its own process: `python llm_server.py FOLDER`.

The first part of the path says how it behaves, the second names the test that asks
(`http://127.0.0.1:PORT/busy/7/v1`). What it knows stands in FOLDER/answers.json: a sentence ->
its events. Each request is a line of FOLDER/requests.jsonl when it begins, and another when it
is done. It prints its port and runs until it is ended.
"""

from __future__ import annotations

import json
import re
import sys
import threading
import time
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

FOLDER = Path(sys.argv[1]) if __name__ == "__main__" else Path()
HUGE = 100_000_000
HANG = 120
NUMBERED = re.compile(r"^\[(\d+)\] (?:\((?:title|subtitle|caption)\) )?(.*)$", re.MULTILINE)

seen: Counter[tuple[str, str]] = Counter()
lock = threading.Lock()
open_now = 0
most_open = 0


class Model(BaseHTTPRequestHandler):
    """One request; the method named like the behaviour answers it."""

    def do_POST(self) -> None:
        global open_now, most_open
        raw = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        (name, test), self.asked = self.path.split("/")[1:3], json.loads(raw)
        with lock:
            seen[name, test] += 1
            self.number = seen[name, test]
            open_now += 1
            most_open = max(most_open, open_now)
            self.sent = 0
            self.note(done=False)
        try:
            getattr(self, f"do_{name.replace('-', '_')}", self.do_good)()
        except OSError:
            self.close_connection = True
        finally:
            with lock:
                open_now -= 1
                self.note(done=True)

    def note(self, done: bool) -> None:
        """A line of the log."""
        _, name, test, *_ = self.path.split("/")
        line = {
            "name": name,
            "test": int(test),
            "done": done,
            "path": self.path,
            "key": self.headers.get("Authorization"),
            "asked": self.asked,
            "sent": self.sent,
            "most_open": most_open,
        }
        with (FOLDER / "requests.jsonl").open("a", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")

    # --- good answers -----------------------------------------------------------------

    def do_good(self) -> None:
        self.say(json.dumps({"events": self.events()}))

    def do_slow(self) -> None:
        time.sleep(0.5)
        self.do_good()

    def do_fenced(self) -> None:
        words = json.dumps({"events": self.events()})
        self.say(f"<think>Let me see {{...}}</think>\n```json\n{words}\n```")

    def do_no_schema(self) -> None:
        if self.asked["response_format"]["type"] == "json_schema":
            self.fail(400, "response_format json_schema is not supported")
        else:
            self.do_good()

    def do_new_names(self) -> None:
        if "max_tokens" in self.asked:
            self.fail(400, "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens'.")
        elif "temperature" in self.asked:
            self.fail(400, "Unsupported value: 'temperature' must be the default.")
        else:
            self.do_good()

    def do_flaky(self) -> None:
        self.fail(500, "sorry") if self.number == 1 else self.do_good()

    def do_busy(self) -> None:
        if self.number == 1:
            self.fail(429, "later", {"Retry-After": "1"})
        else:
            self.do_good()

    def do_locked(self) -> None:
        if self.headers.get("Authorization") == "Bearer sesame":
            self.do_good()
        else:
            self.fail(401, "Incorrect API key")

    def do_switch(self) -> None:
        """As FOLDER/switch says just now."""
        name = (FOLDER / "switch").read_text(encoding="utf-8").strip()
        getattr(self, f"do_{name}")()

    def do_hang_second(self) -> None:
        self.do_hang() if self.number == 2 else self.do_good()

    def do_bad_second(self) -> None:
        self.do_chat() if self.number == 2 else self.do_good()

    # --- answers that are of no use ---------------------------------------------------

    def do_refusal(self) -> None:
        self.say(None, refusal="I cannot help with that.")

    def do_filter(self) -> None:
        self.say("", ended="content_filter")

    def do_length(self) -> None:
        self.say(json.dumps({"events": self.events()}), ended="length")

    def do_truncated(self) -> None:
        self.say(json.dumps({"events": self.events()})[:-9])

    def do_chat(self) -> None:
        self.say("I am sorry, but I see no political events here!")

    def do_list(self) -> None:
        self.say(json.dumps(self.events()))

    def do_deep(self) -> None:
        self.say('{"events":' + "[" * 100_000)

    def do_empty(self) -> None:
        self.say("")

    def do_page(self) -> None:
        self.send(200, b"<html><body>Please log in</body></html>", {"Content-Type": "text/html"})

    def do_choiceless(self) -> None:
        self.send(200, b'{"choices": []}')

    # --- a server that fails ----------------------------------------------------------

    def do_error(self) -> None:
        self.fail(500, "sorry")

    def do_later(self) -> None:
        self.fail(429, "tomorrow", {"Retry-After": "86400"})

    def do_redirect(self) -> None:
        self.fail(307, "over there", {"Location": self.path.replace("redirect", "good", 1)})

    def do_hang(self) -> None:
        time.sleep(HANG)

    def do_drip(self) -> None:
        self.send_response(200)
        self.end_headers()
        while True:
            self.write(b" ")
            time.sleep(0.1)

    def do_drip_head(self) -> None:
        self.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        while True:
            self.write(b"a")
            time.sleep(0.1)

    def do_huge(self) -> None:
        self.send_response(200)
        self.end_headers()
        for _ in range(HUGE // 100_000):
            self.write(b" " * 100_000)

    def do_huge_told(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(HUGE))
        self.end_headers()
        for _ in range(HUGE // 100_000):
            self.write(b" " * 100_000)

    def do_short(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "5000")
        self.end_headers()
        self.write(b'{"choices": [')
        self.close_connection = True

    def do_garbage(self) -> None:
        self.write(b"\x00\xff what is this\r\n\r\n")
        self.close_connection = True

    def do_gone(self) -> None:
        self.close_connection = True

    # --- how answers are sent ---------------------------------------------------------

    def events(self) -> list[dict[str, Any]]:
        """What it knows of the sentences that it is asked about, with their numbers."""
        known = json.loads((FOLDER / "answers.json").read_text(encoding="utf-8"))
        words = self.asked["messages"][-1]["content"].split("Sentences:\n")[-1]
        return [
            {"sentence": int(number), **event}
            for number, sentence in NUMBERED.findall(words)
            for event in known.get(sentence, ())
        ]

    def say(self, words: str | None, ended: str = "stop", refusal: str | None = None) -> None:
        message = {"role": "assistant", "content": words, "refusal": refusal}
        choice = {"index": 0, "message": message, "finish_reason": ended}
        self.send(200, json.dumps({"choices": [choice], "usage": {"total_tokens": 7}}).encode())

    def fail(self, status: int, words: str, headers: dict[str, str] | None = None) -> None:
        self.send(status, json.dumps({"error": {"message": words}}).encode(), headers)

    def send(self, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.write(body)

    def write(self, raw: bytes) -> None:
        self.wfile.write(raw)
        self.sent += len(raw)

    def log_message(self, *words: object) -> None:
        """Nothing: the log is requests.jsonl."""


def main() -> None:
    """Serves until it is ended."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Model)
    server.daemon_threads = True
    print(server.server_port, flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
