"""Addresses of reports: one form for one page, whoever linked to it."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, parse_qsl, unquote, urlencode, urlsplit, urlunsplit

MAX_ADDRESS = 2000

# Parameters that tell where the reader came from, never which page it is.
_TRACKING = re.compile(
    r"utm_\w*|mc_[ce]id|[gd]clid|gclsrc|gbraid|wbraid|fbclid|yclid|twclid|msclkid|igshid|igsh"
    r"|ito|cmp|cmpid|ncid|icid|ocid|smid|smtyp|sref|srnd|taid|ref|ref_src|ref_url|referrer"
    r"|source|ns_\w+|at_\w+|_ga|_gl|__twitter_impression|__s|mkt_tok|guccounter|guce_\w+"
    r"|sharetype|shareid|s_kwcid|spm|fb_\w+|campaign_id|emc|partner|xtor|outputtype"
    r"|wt[._]\w+|traffic_source|amp|ftag|intcmp|rss|feedtype|feedname|reflink",
    re.IGNORECASE,
)
_ARCHIVED = re.compile(
    r"^https?://(?:web\.archive\.org/web/[\w*]{1,20}/|archive\.(?:is|ph|today|org)/o?/?[\w.]{4,20}/"
    r"|webcache\.googleusercontent\.com/search\?q=cache:(?:[\w-]+:)?)(https?:/{1,2}.+)$",
    re.IGNORECASE,
)
_AMP_CACHE = re.compile(
    r"^https?://(?:[\w-]+\.cdn\.ampproject\.org/[cv]/(?:s/)?|(?:www\.)?google\.\w+/amp/(?:s/)?)(.+)$",
    re.IGNORECASE,
)
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+", re.UNICODE)
_ADDRESS = re.compile(r"""(?:https?://|www\.)[^\s<>"'`\])}]+""", re.IGNORECASE)


def find_address(text: str) -> str | None:
    """The first web address in `text`, without the signs that close a sentence."""
    found = _ADDRESS.search(text)
    return found[0].rstrip(".,;:!?*_") if found else None


def canonical(url: str) -> str | None:
    """The address of the page itself, or None where `url` is no web address.

    Lower-case scheme and host, no port 80 or 443, no fragment, no tracking parameters, no
    user, no trailing slash; a copy in a web archive becomes the address it is a copy of.

    >>> canonical("HTTP://WWW.Example.org:80/a/?utm_source=x&b=1#top")
    'http://www.example.org/a?b=1'
    """
    parts = _split(_unwrap(url.strip()))
    if parts is None:
        return None
    host = _host(parts)
    if host is None:
        return None
    path = parts.path.rstrip("/")
    return urlunsplit((parts.scheme.lower(), host, path, _query(parts.query), ""))


def key(url: str) -> str | None:
    """What makes two addresses one page: no scheme, no `www.`/`m.`/`amp.`, sorted parameters.

    >>> key("https://m.example.org/a/") == key("http://www.example.org/a")
    True
    """
    address = canonical(url)
    if address is None:
        return None
    parts = urlsplit(address)
    host = re.sub(r"^(?:www\d?|m|mobile|amp)\.(?=[^.]+\.)", "", parts.netloc)
    path = re.sub(r"/amp$|\.amp$", "", unquote(parts.path))
    query = urlencode(sorted(parse_qsl(parts.query, keep_blank_values=True)))
    return f"{host}{path}?{query}" if query else f"{host}{path}"


def host_of(url: str) -> str | None:
    """The lower-case host of an address, of the page it is a copy of, or of a bare domain."""
    url = url.strip()
    address = canonical(url) or canonical(f"https://{url}")
    return urlsplit(address).netloc.partition(":")[0] if address else None


def is_page(url: str) -> bool:
    """True where the address points below the front page."""
    parts = urlsplit(url)
    return parts.path.strip("/") != "" or bool(parts.query)


def _unwrap(url: str) -> str:
    """The address inside an archive's or cache's address; `//host` and `www.` get a scheme."""
    url = url[:MAX_ADDRESS].strip("<>\"' \t\n")
    if url.startswith("//"):
        url = f"https:{url}"
    elif url[:4].lower() == "www.":
        url = f"https://{url}"
    for _ in range(3):
        inner = _ARCHIVED.match(url)
        if inner:
            url = re.sub(r"^(https?):/+", r"\1://", inner[1])
            continue
        cached = _AMP_CACHE.match(url)
        if cached:
            url = f"https://{cached[1]}"
            continue
        break
    return url


def _split(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return None
    usable = parts.scheme.lower() in {"http", "https"} and port != 0
    return parts if usable else None


def _host(parts: SplitResult) -> str | None:
    """Lower-case host with a port only where it is an unusual one."""
    host = (parts.hostname or "").rstrip(".").lower()
    if not _HOST.fullmatch(host):
        return None
    if parts.port is None or parts.port in (80, 443):
        return host
    return f"{host}:{parts.port}"


def _query(query: str) -> str:
    pairs = parse_qsl(query, keep_blank_values=True)
    return urlencode([pair for pair in pairs if not _TRACKING.fullmatch(pair[0])])
