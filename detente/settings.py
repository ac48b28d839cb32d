"""Settings: defaults <- file <- environment; each option with the sentence that explains it.

detente.toml         batch = 64
the environment      DETENTE_BATCH=64

The option `llm.model` is `model` in the section `[llm]`, and DETENTE_LLM_MODEL.
"""

from __future__ import annotations

import difflib
import math
import os
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from functools import reduce
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from detente.errors import SettingsError

FILE = "detente.toml"
PREFIX = "DETENTE_"
FILE_VARIABLE = PREFIX + "SETTINGS"
"""Names the settings file where it is not `detente.toml` in the working folder."""

SHARED_VARIABLE = PREFIX + "SHARED"
"""Names the folder of measuring sets for the quality gate; no option."""


@dataclass(frozen=True, slots=True)
class Llm:
    """The section `[llm]`: the model that codes instead of the built-in coder, if any does."""

    address: str | None = None
    model: str | None = None
    key_variable: str | None = None
    timeout: float = 120.0
    max_tokens: int = 4096
    concurrency: int = 2

    @property
    def name(self) -> str:
        """What the reasons of an event call the model."""
        return f"llm:{self.model}"


NO_MODEL = Llm()


@dataclass(frozen=True, slots=True)
class Settings:
    """All options; see `OPTIONS` for what each is for and what it may be."""

    record: Path = Path("detente.db")
    actors: tuple[Path, ...] = ()
    outlets: Path | None = None
    pipeline: str = "auto"
    min_confidence: float = 0.0
    batch: int = 16
    evidence: str = "both"
    llm: Llm = NO_MODEL

    def coding(self) -> dict[str, object]:
        """The options that change what is coded, as JSON; two runs with the same code alike.

        Those of a model only where one is asked.
        """
        return {
            option.name: _plain(_value(self, option.name))
            for option in OPTIONS
            if option.codes and (self.llm.address or not option.name.startswith(LLM))
        }


SECTIONS = {"llm": Llm}
"""The sections of the file, each with its type."""

LLM = "llm."
EVIDENCE = ("both", "rules", "model")
LONGEST = 3600


@dataclass(frozen=True, slots=True)
class Option:
    """One option: how its value is read, the help sentence, and whether it changes coding.

    A wrong value of a `private` one is not repeated, since it may be a secret put there by
    mistake.
    """

    name: str
    kind: str
    read: Callable[[object, Path], object]
    help: str
    codes: bool = False
    private: bool = False

    @property
    def variable(self) -> str:
        """The environment variable of the option."""
        return PREFIX + self.name.upper().replace(".", "_")


def load(file: Path | None = None, environ: Mapping[str, str] | None = None) -> Settings:
    """The settings in force: defaults, then the file, then the environment.

    `file` None: what DETENTE_SETTINGS names, else `detente.toml` here where there is one.
    Paths in a file are read from the file's folder. SettingsError names the file and key.
    """
    variables = os.environ if environ is None else environ
    named = file or (Path(variables[FILE_VARIABLE]) if variables.get(FILE_VARIABLE) else None)
    settings = Settings()
    if named is not None or Path(FILE).is_file():
        settings = _from_file(settings, named or Path(FILE))
    settings = _from_environment(settings, variables)
    if settings.llm.address and not settings.llm.model:
        raise SettingsError("is needed where llm.address is set", f"{LLM}model")
    return settings


def describe() -> str:
    """All options as a Markdown table, for the manual."""
    defaults = Settings()
    lines = ["| option | variable | values | default | what it does |", "|---|---|---|---|---|"]
    for option in OPTIONS:
        default = _shown(_value(defaults, option.name))
        lines.append(
            f"| `{option.name}` | `{option.variable}` | {option.kind} | {default} | {option.help} |"
        )
    return "\n".join(lines) + "\n"


def _from_file(settings: Settings, file: Path) -> Settings:
    try:
        found = tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise SettingsError(f"the settings cannot be read ({error.strerror})", str(file)) from error
    except ValueError as error:
        raise SettingsError(f"this is no TOML: {error}", str(file)) from error
    flat = {f"{file}: {name}": (name, value) for name, value in _flat(found)}
    return _with(settings, flat, folder=file.parent)


def _from_environment(settings: Settings, variables: Mapping[str, str]) -> Settings:
    names = {option.variable: option.name for option in OPTIONS}
    found = {
        f"environment: {name}": (names.get(name, name.removeprefix(PREFIX).lower()), value)
        for name, value in variables.items()
        if name.startswith(PREFIX) and name not in {FILE_VARIABLE, SHARED_VARIABLE}
    }
    return _with(settings, found, folder=Path())


def _flat(found: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    """The options by their full names: those of a section have its name and a dot before."""
    for name, value in found.items():
        if isinstance(value, dict) and name in SECTIONS:
            yield from ((f"{name}.{key}", inner) for key, inner in value.items())
        else:
            yield name, value


def _with(settings: Settings, found: Mapping[str, tuple[str, object]], *, folder: Path) -> Settings:
    """The settings with the options of `found` (where it stands -> name, value) laid over."""
    by_name = {option.name: option for option in OPTIONS}
    for where, (name, value) in found.items():
        if name not in by_name:
            raise SettingsError(f"there is no such option{_meant(name)}", where)
        try:
            settings = _set(settings, name, by_name[name].read(value, folder))
        except (ValueError, TypeError) as error:
            option = by_name[name]
            given = "" if option.private else f", not {value!r}"
            raise SettingsError(f"must be {option.kind}{given}", where) from (
                None if option.private else error
            )
    return settings


def _set(settings: Settings, name: str, value: Any) -> Settings:
    section, dot, inner = name.partition(".")
    if not dot:
        return replace(settings, **{name: value})
    return replace(settings, **{section: replace(getattr(settings, section), **{inner: value})})


def _value(settings: Settings, name: str) -> object:
    found: object = reduce(getattr, name.split("."), settings)
    return found


def _meant(name: str) -> str:
    near = difflib.get_close_matches(name, [option.name for option in OPTIONS], 1)
    return f" (did you mean {near[0]}?)" if near else ""


# --- how values are read --------------------------------------------------------------


def _path(value: object, folder: Path) -> Path:
    return folder / Path(_words(value, folder)).expanduser()


def _paths(value: object, folder: Path) -> tuple[Path, ...]:
    if isinstance(value, str):
        return tuple(_path(part, folder) for part in value.split(os.pathsep) if part)
    if not isinstance(value, list):
        raise TypeError(value)
    return tuple(_path(part, folder) for part in value)


def _words(value: object, folder: Path) -> str:
    if not isinstance(value, str) or not value.strip():
        raise TypeError(value)
    return value


def _evidence(value: object, folder: Path) -> str:
    if value not in EVIDENCE:
        raise ValueError(value)
    return str(value)


def _count(value: object, folder: Path) -> int:
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise TypeError(value)
    number = int(value)
    if number < 1:
        raise ValueError(value)
    return number


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise TypeError(value)
    return float(value)


def _share(value: object, folder: Path) -> float:
    number = _number(value)
    if not 0 <= number <= 1:
        raise ValueError(value)
    return number


def _seconds(value: object, folder: Path) -> float:
    number = _number(value)
    if not (math.isfinite(number) and 0 < number <= LONGEST):
        raise ValueError(value)
    return number


def _address(value: object, folder: Path) -> str | None:
    """An http or https address; empty for none, so that the environment can take one away."""
    if value == "":
        return None
    address = _words(value, folder)
    parts = urlsplit(address)
    plain = address.isascii() and address.isprintable() and " " not in address
    named = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    if not plain or not named or "@" in parts.netloc or parts.fragment:
        raise ValueError(address)
    return address


def _variable(value: object, folder: Path) -> str | None:
    if value == "":
        return None
    name = _words(value, folder)
    if not re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", name):
        raise ValueError(name)
    return name


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    return str(value) if isinstance(value, Path) else value


def _shown(value: object) -> str:
    if value in (None, ()):
        return "none"
    return f"`{value}`"


OPTIONS: tuple[Option, ...] = (
    Option("record", "a path", _path, "The file that holds the record."),
    Option(
        "actors",
        "a list of paths",
        _paths,
        "Your own tables of actors, read after the built-in ones; "
        "none: `actors.csv` and `actors.toml` beside the record.",
        codes=True,
    ),
    Option(
        "outlets", "a path", _path, "Your own table of outlets, read before the built-in one.", True
    ),
    Option(
        "pipeline",
        "a name",
        _words,
        "The spaCy pipeline that parses the text; `auto` is the largest English one installed.",
        True,
    ),
    Option(
        "min_confidence",
        "a number from 0 to 1",
        _share,
        "Events that the coder is less sure of are left out.",
        True,
    ),
    Option("batch", "a whole number from 1", _count, "How many reports are parsed at a time."),
    Option(
        "evidence",
        "`both`, `rules` or `model`",
        _evidence,
        "What finds events: rules and trained model weighed together, or one of them alone "
        "(`rules` is the fastest and finds least).",
        codes=True,
    ),
    Option(
        "llm.address",
        "an http or https address, without user and password",
        _address,
        "A server that speaks the OpenAI protocol (`http://localhost:11434/v1`): its model codes, "
        "and the built-in coder what it cannot; none: no model is asked. See [llm.md](llm.md).",
        codes=True,
        private=True,
    ),
    Option("llm.model", "a name", _words, "The model's name, as the server knows it.", True),
    Option(
        "llm.key_variable",
        "the name of an environment variable, never the key itself",
        _variable,
        "The environment variable that holds the server's key; none: no key is sent.",
        private=True,
    ),
    Option(
        "llm.timeout",
        f"a number of seconds up to {LONGEST}",
        _seconds,
        "How long one answer may take as a whole.",
    ),
    Option(
        "llm.max_tokens", "a whole number from 1", _count, "How long one answer may be.", codes=True
    ),
    Option(
        "llm.concurrency", "a whole number from 1", _count, "How many questions are open at once."
    ),
)


def _names() -> Iterator[str]:
    for field in fields(Settings):
        if field.name in SECTIONS:
            yield from (f"{field.name}.{inner.name}" for inner in fields(SECTIONS[field.name]))
        else:
            yield field.name


assert [option.name for option in OPTIONS] == list(_names())
