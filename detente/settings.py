"""Settings: defaults <- file <- environment; each option with the sentence that explains it.

detente.toml         batch = 64
the environment      DETENTE_BATCH=64
"""

from __future__ import annotations

import difflib
import os
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from detente.errors import SettingsError

FILE = "detente.toml"
PREFIX = "DETENTE_"
FILE_VARIABLE = PREFIX + "SETTINGS"
"""Names the settings file where it is not `detente.toml` in the working folder."""

SHARED_VARIABLE = PREFIX + "SHARED"
"""Names the folder of measuring sets for the quality gate; no option."""


@dataclass(frozen=True, slots=True)
class Settings:
    """All options; see `OPTIONS` for what each is for and what it may be."""

    record: Path = Path("detente.db")
    actors: tuple[Path, ...] = ()
    outlets: Path | None = None
    pipeline: str = "auto"
    min_confidence: float = 0.0
    batch: int = 16

    def coding(self) -> dict[str, object]:
        """The options that change what is coded, as JSON; two runs with the same code alike."""
        return {
            option.name: _plain(getattr(self, option.name)) for option in OPTIONS if option.codes
        }


@dataclass(frozen=True, slots=True)
class Option:
    """One option: how its value is read, the help sentence, and whether it changes coding."""

    name: str
    kind: str
    read: Callable[[object, Path], object]
    help: str
    codes: bool = False

    @property
    def variable(self) -> str:
        """The environment variable of the option."""
        return PREFIX + self.name.upper()


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
    return _from_environment(settings, variables)


def describe() -> str:
    """All options as a Markdown table, for the manual."""
    defaults = Settings()
    lines = ["| option | variable | values | default | what it does |", "|---|---|---|---|---|"]
    for option in OPTIONS:
        default = _shown(getattr(defaults, option.name))
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
    return _with(settings, found, place=str(file), folder=file.parent)


def _from_environment(settings: Settings, variables: Mapping[str, str]) -> Settings:
    found = {
        name.removeprefix(PREFIX).lower(): value
        for name, value in variables.items()
        if name.startswith(PREFIX) and name not in {FILE_VARIABLE, SHARED_VARIABLE}
    }
    return _with(settings, found, place="environment", folder=Path())


def _with(settings: Settings, found: Mapping[str, object], *, place: str, folder: Path) -> Settings:
    by_name = {option.name: option for option in OPTIONS}
    changes: dict[str, Any] = {}
    for name, value in found.items():
        where = f"{place}: {PREFIX + name.upper() if place == 'environment' else name}"
        if name not in by_name:
            raise SettingsError(f"there is no such option{_meant(name)}", where)
        try:
            changes[name] = by_name[name].read(value, folder)
        except (ValueError, TypeError) as error:
            wanted = by_name[name].kind
            raise SettingsError(f"must be {wanted}, not {value!r}", where) from error
    return replace(settings, **changes)


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


def _count(value: object, folder: Path) -> int:
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise TypeError(value)
    number = int(value)
    if number < 1:
        raise ValueError(value)
    return number


def _share(value: object, folder: Path) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise TypeError(value)
    number = float(value)
    if not 0 <= number <= 1:
        raise ValueError(value)
    return number


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
)

assert [option.name for option in OPTIONS] == [field.name for field in fields(Settings)]
