"""One HTTP exchange with the model's server: whole, in time and of bounded length, or a Fault.

No redirect is followed and no proxy used. A watch cuts the connection when the time is over,
whatever the server is doing, so that one who drips a byte a second is cut like one who hangs.
"""

from __future__ import annotations

import http.client
import socket
import threading
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from detente import __version__
from detente.events.llm.faults import Fault

MAX_BODY = 4_000_000
MAX_COMPLAINT = 64_000
ENDPOINT = "/chat/completions"


@dataclass(frozen=True, slots=True)
class Response:
    """What came back; `wait` is how many seconds the server asks to be left alone."""

    status: int
    body: bytes
    wait: float | None = None


class Wire:
    """Where the questions go; used by several threads at once."""

    def __init__(self, address: str, key: str | None, timeout: float) -> None:
        parts = urlsplit(address)
        path = parts.path.rstrip("/")
        path = path if path.endswith(ENDPOINT) else path + ENDPOINT
        self._path = f"{path}?{parts.query}" if parts.query else path
        self._secure = parts.scheme == "https"
        self._host, self._port = parts.hostname or "", parts.port
        self._timeout = timeout
        self._headers = {
            "Content-Type": "application/json",
            "Accept": "application/json",
            "User-Agent": f"detente/{__version__}",
            "Connection": "close",
        }
        if key:
            self._headers["Authorization"] = f"Bearer {key}"
        self._live: set[_Exchange] = set()
        self._lock = threading.Lock()

    def post(self, body: bytes) -> Response:
        """The server's response to a body; Fault where there is none in time."""
        kind = http.client.HTTPSConnection if self._secure else http.client.HTTPConnection
        exchange = _Exchange(kind(self._host, self._port, timeout=self._timeout), self._timeout)
        with self._lock:
            self._live.add(exchange)
        try:
            return exchange.run(self._path, body, self._headers)
        finally:
            with self._lock:
                self._live.discard(exchange)
            exchange.close()

    def cut(self) -> None:
        """Ends every exchange that is under way: each is a Fault."""
        with self._lock:
            live = tuple(self._live)
        for exchange in live:
            exchange.cut("stopped")


class _Exchange:
    """One connection with the watch that cuts it."""

    def __init__(self, connection: http.client.HTTPConnection, timeout: float) -> None:
        self._connection = connection
        self._socket: socket.socket | None = None
        self._response: http.client.HTTPResponse | None = None
        self._over = ""
        self._watch = threading.Timer(timeout, self.cut, ["time-out"])
        self._watch.daemon = True

    def run(self, path: str, body: bytes, headers: dict[str, str]) -> Response:
        """Sends and reads; every fault of the network or of the protocol is a Fault."""
        self._watch.start()
        try:
            self._connection.connect()
            self._socket = self._connection.sock  # the response closes the connection's own
            self._on_time()
            self._connection.request("POST", path, body, headers)
            self._response = self._connection.getresponse()
            found = self._read(self._response)
            self._on_time()
        except TimeoutError as error:
            raise Fault(self._over or "time-out") from error
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise Fault(self._over or self._cause(error), _said(error)) from error
        return found

    def cut(self, why: str) -> None:
        """Ends the exchange from outside."""
        self._over = self._over or why
        if self._socket is not None:
            with suppress(OSError, ValueError):
                self._socket.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """Ends the watch and the connection."""
        self._watch.cancel()
        if self._response is not None:  # it keeps the socket of a connection that is closed
            with suppress(OSError, ValueError):
                self._response.close()
        self._connection.close()

    def _on_time(self) -> None:
        if self._over:
            raise TimeoutError

    def _cause(self, error: Exception) -> str:
        if self._socket is None:
            return "unreachable"
        return "broken off" if isinstance(error, OSError) else "no HTTP"

    def _read(self, response: http.client.HTTPResponse) -> Response:
        if response.status >= http.client.MULTIPLE_CHOICES:
            wait = _seconds(response.getheader("Retry-After"))
            return Response(response.status, response.read(MAX_COMPLAINT), wait)
        if (response.length or 0) > MAX_BODY:
            raise Fault("endless answer", f"{response.length} bytes")
        body = response.read(MAX_BODY + 1)
        if len(body) > MAX_BODY:
            raise Fault("endless answer", f"more than {MAX_BODY} bytes")
        if response.length:
            raise Fault("broken off", f"{response.length} bytes are missing")
        return Response(response.status, body)


def _said(error: Exception) -> str:
    """The kind of error, without its words: those of a wrong header would hold the key."""
    system = f": {error.strerror}" if isinstance(error, OSError) and error.strerror else ""
    return f"{type(error).__name__}{system}"


def _seconds(told: str | None) -> float | None:
    """What a Retry-After header asks for: seconds, or a moment."""
    words = (told or "").strip()
    if words.isascii() and words.isdigit():
        return float(words[:9])
    with suppress(ValueError, TypeError, OverflowError):
        moment = parsedate_to_datetime(words)
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return max(0.0, (moment - datetime.now(UTC)).total_seconds())
    return None
