"""What names mean and who holds which office: the tables of actors, ready to be asked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache
from itertools import product
from pathlib import Path

from detente.actors import gazetteer, regions
from detente.actors.index import Holding, Index
from detente.actors.lesser import Found, Lesser, is_full_name, run_of_name
from detente.actors.names import case_fits, normalise, skeleton, without_middle
from detente.actors.shipped import read_shipped
from detente.actors.tables import Entry, Match, Role, Term, first_day, last_day, precision

__all__ = ["Entry", "Match", "Registry", "Role", "Term", "load"]

_SMALL_WORDS = (
    "polish turkey china jordan chad guinea us who is care may nice reading mobile bath split "
    "male bar man lao pole dane finn turk swede brit tripoli georgia kiwi lima orange essen "
    "worms derby cork limerick niger swiss thai states north south west east bishop"
)
_WORDS_FIRST = frozenset(_SMALL_WORDS.split())
_JOINTS = frozenset({"of", "for", "to", "in", "on", "at", "from"})
_RANK = {"HOS": 0, "HOG": 0, "FM": 1, "IO-HEAD": 1, "DM": 2, "NSA": 2}
_ONE_SOUND = 0.8
_LESSER, _LESSER_SOUND = 0.9, 0.75


class Registry:
    """Names, offices, memberships and roles; it answers and never changes.

    Full names that the index lacks are looked up in `lesser`, whose people are kept apart
    from the index, so that no answer depends on what was asked before. `own` are the people
    of whom the user's tables speak: they have no terms but those.
    """

    def __init__(
        self, index: Index, lesser: Lesser | None = None, own: frozenset[str] = frozenset()
    ) -> None:
        self._index = index
        self._lesser = lesser
        self._own = own
        self._found: dict[str, Entry] = {}
        self._sounds: dict[str, list[str]] | None = None

    def find(self, name: str) -> tuple[Match, ...]:
        """All readings of a full name, alias, adjective, demonym or place, best first.

        Marks, capitals and a leading "the" make no difference, but an acronym keeps its
        capitals ("us" is no country). A person is also found without middle name, and in
        another transliteration. Surnames alone: `surname`.
        """
        key = normalise(name)
        found = self._matches(key, name)
        if found or " " not in key:
            return found
        kept = without_middle(key)
        if " " in kept and kept != key:
            found = self._matches(kept, name)
        return found or self._by_sound(kept) or self._of_lesser(name.split())

    def _of_lesser(self, words: Sequence[str]) -> tuple[Match, ...]:
        """The person of the second rank whose full name these words are."""
        if self._lesser is None or not is_full_name(words):
            return ()
        found = self._lesser.find(" ".join(words))
        if found is None:
            return ()
        entry = self._index.entry(found.qid) or self._found.get(found.qid)
        if entry is None:
            entry = self._found.setdefault(found.qid, self._lesser.entry(found))
        return (Match(entry, "name", _LESSER if found.exact else _LESSER_SOUND),)

    def _matches(self, key: str, query: str) -> tuple[Match, ...]:
        out: dict[str, Match] = {}
        common = key in _WORDS_FIRST and query.islower()
        for name in self._index.named(key):
            fit = 0.0 if common and not name.words.islower() else case_fits(name.words, query)
            score = round(name.score * fit, 3)
            if score and (name.key not in out or out[name.key].score < score):
                out[name.key] = Match(self._entry(name.key), name.how, score)
        return tuple(sorted(out.values(), key=lambda match: -match.score))

    def _by_sound(self, key: str) -> tuple[Match, ...]:
        if self._sounds is None:
            self._sounds = _sounds(self._index)
        keys = self._sounds.get(skeleton(key), ())
        return tuple(Match(self._entry(k), "alias", _ONE_SOUND) for k in keys)

    def surname(self, name: str) -> tuple[Entry, ...]:
        """The people whom news calls by this short name, highest office first.

        Among equals those still in office, then the lower Wikidata number: the older and
        better known item.
        """
        keys = self._index.short(normalise(name))
        return tuple(self._entry(k) for k in sorted(keys, key=self._prominence))

    def _prominence(self, key: str) -> tuple[int, bool, int]:
        held = self._index.held_by(key)
        best = min((_RANK.get(h.office, 3) for h in held), default=3)
        past = all(h.stop for h in held if _RANK.get(h.office, 3) == best)
        return best, past, int(key[1:]) if key[1:].isdigit() else 10**9

    def holders(self, country: str, office: str, on: date | None) -> tuple[Term, ...]:
        """Who held the office of a country (or organisation) on a day, the latest first.

        Without a day, all terms, the latest first.
        """
        terms = [self._term(held) for held in self._index.held_in(country, office)]
        if on is None:
            return tuple(sorted(terms, key=_latest_first))
        terms = [term for term in terms if term.covers(on)]
        return tuple(sorted(terms, key=lambda term: (_at_edge(term, on), *_latest_first(term))))

    def terms(self, person_key: str) -> tuple[Term, ...]:
        """All terms of a person, the latest first."""
        held = self._index.held_by(person_key)
        entry = self._index.entry(person_key) or self._found.get(person_key)
        if self._lesser is not None and entry is not None and person_key not in self._own:
            held += self._lesser.holdings(person_key, entry.name)
        return tuple(sorted(map(self._term, held), key=_latest_first))

    def region_head(
        self, place_name: str, country: str | None, on: date | None, title: str = ""
    ) -> Term | None:
        """Who heads a region or a town on a day (None: now, else the last known).

        "Kano", "Kano state" and "Bogotá" are place names. `title` tells the mayor from the
        governor. None also where `country` is None and two countries have such a place.
        """
        entries = [m.entry for m in self.find(place_name) if m.entry.kind in ("place", "territory")]
        names = dict.fromkeys((place_name, *(entry.name for entry in entries)))
        owners = dict.fromkeys(
            [*map(regions.owner_of, names), *(e.key for e in entries if e.kind == "territory")]
        )
        terms: list[Term] = []
        for owner, office in product(owners, regions.HEADS):
            terms += map(self._term, self._index.held_in(owner, office))
        for name in names:
            for _, key, person in regions.people_of(name):
                terms += map(self._term, self._headed(key, person, name))
        terms = [term for term in terms if country in (None, term.country)]
        return regions.best(terms, title, on)

    def _headed(self, key: str, person: str, place: str) -> list[Holding]:
        held = self._index.held_by(key)
        if self._lesser is not None and key not in self._own:
            held = held + self._lesser.holdings(key, person)
            if self.entry(key) is None:
                self._found[key] = self._lesser.entry(Found(key, person, True))
        return regions.heads(held, place)

    def _term(self, holding: Holding) -> Term:
        return Term(
            self._entry(holding.person),
            holding.office,
            holding.position,
            holding.country,
            holding.org or None,
            holding.sector,
            first_day(holding.start),
            last_day(holding.stop),
            precision(holding.start, holding.stop),
            holding.source,
        )

    def members(self, org: str, on: date | None) -> tuple[str, ...]:
        """The states (ISO alpha-3, sorted) in an organisation on a day; None: now."""
        found = {m.country for m in self._index.members.get(org, ()) if m.covers(on)}
        return tuple(sorted(found))

    def role(self, words: str) -> Role | None:
        """What a role noun says, by its longest known ending, singular or plural.

        "senior foreign policy aide" is an aide; of "head of the central bank" the words
        before "of" decide, and take their sector from the words after it where they say
        none.
        """
        spoken = normalise(words).split()
        joint = next((i for i, word in enumerate(spoken) if i and word in _JOINTS), len(spoken))
        whole = self._ending(spoken, joint)
        if whole is not None or joint == len(spoken):
            return whole
        head = self._ending(spoken[:joint], joint)
        rest = self.role(" ".join(spoken[joint + 1 :]))
        if head is None or head.sector or rest is None:
            return head or rest
        return Role(head.words, rest.sector, None, head.person or rest.person)

    def _ending(self, words: list[str], before: int) -> Role | None:
        """The longest known ending of `words` that starts before that word."""
        for at in range(before):
            for form in _singulars(" ".join(words[at:])):
                role = self._index.roles.get(form)
                if role is not None:
                    return role
        return None

    def country(self, iso3: str) -> Entry | None:
        """The country with this ISO alpha-3 code (or the former state with ours)."""
        entry = self._index.entry(iso3)
        return entry if entry is not None and entry.kind == "country" else None

    def entry(self, key: str) -> Entry | None:
        """What has this key."""
        return self._index.entry(key) or self._found.get(key)

    def _entry(self, key: str) -> Entry:
        entry = self.entry(key)
        assert entry is not None, key
        return entry

    def parent(self, key: str) -> str | None:
        """The key of the organisation that this one is part of."""
        return self._index.parents.get(key)

    def coordinates(self, key: str) -> tuple[float, float] | None:
        """Latitude and longitude of a place, in degrees."""
        return self._index.coordinates.get(key) or gazetteer.coordinates(key)

    def longest(self, words: Sequence[str], at: int) -> tuple[int, tuple[Match, ...]] | None:
        """The longest name that starts at `words[at]`: how many words it takes, its readings.

        Words are tokens: hyphens and possessive endings may stand alone.
        """
        found = self._longest_known(words, at)
        if not self._may_be_lesser(words, at):
            return found
        size = run_of_name(words, at)
        if size <= (found[0] if found else 0):
            return found
        lesser = self._of_lesser(words[at : at + size])
        return (size, lesser) if lesser else found

    def _may_be_lesser(self, words: Sequence[str], at: int) -> bool:
        """False where no full name starts so, or where one starts at the word before."""
        if self._lesser is None or not words[at][:1].isupper() or at + 1 == len(words):
            return False
        if not self._lesser.opens(words[at]):
            return False
        before = words[at - 1].strip(".") if at else ""
        return not before[:1].isupper() or (len(before) > 1 and not self._lesser.opens(before))

    def _longest_known(self, words: Sequence[str], at: int) -> tuple[int, tuple[Match, ...]] | None:
        first = at
        if words[at].lower() == "the" and at + 1 < len(words):
            first = at + 1
        head = normalise(words[first]).split()
        most = self._index.heads.get(head[0], 0) if head else 0
        if not most:
            return None
        pieces: list[tuple[int, str]] = []
        for i in range(first, len(words)):
            own = normalise(words[i]) if words[i] not in ("'s", "’s") else ""
            pieces += [(i, piece) for piece in own.split()]
            if len(pieces) >= most or i - first > 2 * most:
                break
        return self._longest_of(pieces[:most], words, at, first)

    def _longest_of(
        self, pieces: list[tuple[int, str]], words: Sequence[str], at: int, first: int
    ) -> tuple[int, tuple[Match, ...]] | None:
        for n in range(len(pieces), 0, -1):
            last = pieces[n - 1][0]
            if n < len(pieces) and pieces[n][0] == last:
                continue
            key = " ".join(piece for _, piece in pieces[:n])
            if key in self._index.names or key in self._index.forms:
                found = self._matches(key, " ".join(words[first : last + 1]))
                if found:
                    return last + 1 - at, found
        return None


def _latest_first(term: Term) -> tuple[int, bool]:
    return -(term.start or date.min).toordinal(), "acting" in term.position.lower()


def _at_edge(term: Term, on: date) -> bool:
    """True where the day lies in the first or last year of a term known to the year only."""
    years = {day.year for day in (term.start, term.stop) if day is not None}
    return term.precision == "year" and on.year in years


def _singulars(words: str) -> tuple[str, ...]:
    if words.endswith("ies"):
        return words, words[:-3] + "y"
    if words.endswith("men"):
        return words, words[:-2] + "an"
    if words.endswith("es"):
        return words, words[:-1], words[:-2]
    if words.endswith("s") and not words.endswith("ss"):
        return words, words[:-1]
    return (words,)


def _sounds(index: Index) -> dict[str, list[str]]:
    """Keys of people by the sound of their full names."""
    out = {sound: [*keys] for sound, keys in index.sound().items()}
    people = {key for key, entry in index.entries.items() if entry.kind == "person"}
    for shelf in index.names.values():
        for name in shelf:
            if name.key in people and " " in name.words:
                keys = out.setdefault(skeleton(name.words), [])
                if name.key not in keys:
                    keys.append(name.key)
    return out


@cache
def _shipped() -> Registry:
    return Registry(read_shipped(), Lesser())


def load(user_tables: tuple[Path, ...] = ()) -> Registry:
    """The shipped tables, with the user's own laid over them; TableError where one is wrong."""
    if not user_tables:
        return _shipped()
    from detente.actors.user_table import add_user_table

    index = read_shipped()
    entries = dict(index.entries)
    for path in user_tables:
        add_user_table(index, path)
    own = {key for key, entry in index.entries.items() if entries.get(key) is not entry}
    return Registry(index, Lesser(), frozenset(own | index.retold))
