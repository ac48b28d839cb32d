"""The codebook's files are whole, and a broken one is refused with its name and place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from detente.errors import CodebookError
from detente.events import codebook
from detente.events.codebook import load, read_codebook
from detente.events.entries import MODES, QUADS, TypeEntry

FOLDER = Path(codebook.__file__).parent
MARK = re.compile(r"\{([^{}|]+)\|([A-Z]+)(?:/([a-z-]+))?\}")
ROLE = re.compile(r"\[([^\[\]|]+)\|([a-z]+)\]")

TYPES = [pytest.param(entry, id=entry.name) for entry in load().types]

GOOD = """\
type: THREATEN
quad: 3
weight: -3.5
definition: harm to come
modes:
  violence: {definition: by force, score: -3.5, content: [strike]}
  restrict: {definition: by bans, content: ["@ban"]}
  arrest: {definition: by arrest}
  relations: {definition: by a break}
  expel: {definition: by expulsion}
  territory: {definition: by taking land}
frame: {source: subject, target: object to against}
triggers:
  - verbs: threaten, rule out, criticize
    nouns: [threat, death threat]
    adjectives: at war, wary of
    prep: {on: "actor, @ban", off: any}
    needs: comp|with of
    score: 0.9
  - verbs: vow
    comp: strike
examples: ["[A|source] {threatened|THREATEN} [B|target]."]
negatives: [{text: It threatened to rain., why: weather}]
"""


def _book(tmp_path: Path, text: str, lexicon: str = "classes: {ban: [ban, embargo]}") -> Path:
    (tmp_path / "types").mkdir()
    (tmp_path / "types" / "THREATEN.yaml").write_text(text, "utf-8")
    (tmp_path / "lexicon.yaml").write_text(lexicon, "utf-8")
    return tmp_path


def test_every_type_is_there() -> None:
    assert {entry.name for entry in load().types} == set(QUADS)


@pytest.mark.parametrize("entry", TYPES)
def test_modes_are_those_of_the_codebook_and_each_has_an_example(entry: TypeEntry) -> None:
    assert {mode.name for mode in entry.modes} == set(MODES.get(entry.name, ()))
    shown = {found[2] for text in entry.examples for found in MARK.findall(text)}
    assert {mode.name for mode in entry.modes} <= shown
    assert all(mode.definition for mode in entry.modes)


@pytest.mark.parametrize("entry", TYPES)
def test_examples_are_marked_well(entry: TypeEntry) -> None:
    assert len(entry.examples) >= 6
    for text in entry.examples:
        triggers = MARK.findall(text)
        assert len(triggers) == 1, text
        assert triggers[0][1] == entry.name, text
        assert {role for _, role in ROLE.findall(text)} <= {
            "source",
            "target",
            "content",
            "condition",
        }, text
        bare = ROLE.sub(r"\1", MARK.sub(r"\1", text))
        assert not set(bare) & set("[]{}|"), text


@pytest.mark.parametrize("entry", TYPES)
def test_three_negatives_with_reasons(entry: TypeEntry) -> None:
    assert len(entry.negatives) >= 3
    assert all(negative.text and negative.why for negative in entry.negatives)


@pytest.mark.parametrize("entry", TYPES)
def test_groups_can_find_a_participant_and_have_a_score(entry: TypeEntry) -> None:
    for group in entry.groups:
        assert group.frame.source or group.frame.target, group.id
        assert 0 < group.score < 1, group.id
        assert group.verbs or group.nouns or group.adjectives, group.id


def test_ids_of_groups_are_their_own() -> None:
    ids = [group.id for entry in load().types for group in entry.groups]
    assert len(ids) == len(set(ids))


def test_lookup_by_lemma() -> None:
    book = load()
    assert {group.second for group in book.verb_groups("rule")} >= {"out"}
    assert any(g.type == "ACCUSE" for g in book.verb_groups("criticise"))  # spelled twice
    assert any(g.type == "CONSULT" for g in book.noun_groups("visit"))
    assert any(g.second == "at" for g in book.adjective_groups("war"))
    assert any(g.second == "at" for g in book.noun_groups("war"))
    assert book.verb_groups("no-such-verb") == ()
    assert book.in_class("sanction", "embargo")
    assert not book.in_class("sanction", "visit")
    assert "sanction" in book.classes_of("tariff")
    assert book.type("THREATEN").quad == 3
    with pytest.raises(KeyError):
        book.type("SHOUT")


def test_mode_is_chosen_by_the_first_and_longest_words() -> None:
    threaten = load().type("THREATEN")
    assert threaten.choose_mode(["sever", "tie"]) == "relations"
    assert threaten.choose_mode(["impose", "sanction"]) == "restrict"
    assert threaten.choose_mode(["sing"]) == threaten.default_mode
    assert load().type("ASSAULT").choose_mode(["tear", "gas"]) == "crowd-control"


def test_the_small_book_is_read_as_written(tmp_path: Path) -> None:
    book = read_codebook(_book(tmp_path, GOOD))
    (rule_out,) = book.verb_groups("rule")
    assert (rule_out.second, rule_out.second_first) == ("out", False)
    (threat,) = (g for g in book.noun_groups("threat") if g.second)
    assert (threat.second, threat.second_first) == ("death", True)
    (plain,) = (g for g in book.verb_groups("threaten") if not g.second)
    assert plain.frame.target == ("object", "to", "against")
    assert plain.needs == (("comp", "with"), ("of",))
    prep = dict(plain.prep)
    assert set(prep) == {"on", "off"}  # YAML 1.1 would make truth values of these
    assert prep["on"].actor and prep["on"].admit("embargo") and not prep["on"].admit("rain")
    assert prep["off"].anything
    assert book.verb_groups("criticise") == book.verb_groups("criticize") != ()
    assert book.type("THREATEN").modes[1].words == {"ban", "embargo"}
    assert book.verb_groups("vow")[0].comp.admit("strike")
    assert book.verb_groups("vow")[0].specificity > 0


BROKEN = {
    "unknown key": ("score: 0.9", "scor: 0.9", "triggers[0]"),
    "unknown key of the type": ("quad: 3", "quad: 3\ncolour: red", "THREATEN.yaml"),
    "unknown slot": ("object to against", "object two against", "frame.target"),
    "unknown role": ("source: subject,", "giver: subject,", "frame"),
    "unknown class": ('"actor, @ban"', '"actor, @bann"', "triggers[0].prep.on"),
    "unknown class in a mode": ('["@ban"]', '["@bann"]', "modes.restrict.content"),
    "unknown preposition": ("off: any", "offf: any", "triggers[0].prep"),
    "unknown need": ("comp|with", "comp|wiht", "triggers[0].needs"),
    "unknown type": ("type: THREATEN", "type: SHOUT", "THREATEN.yaml: type"),
    "another file's type": ("type: THREATEN", "type: REJECT", "THREATEN.yaml: type"),
    "wrong quad": ("quad: 3", "quad: 4", "quad"),
    "weight no number": ("weight: -3.5", "weight: heavy", "weight"),
    "unknown mode": ("  expel:", "  eject:", "modes.eject"),
    "missing mode": ("  expel: {definition: by expulsion}\n", "", "modes"),
    "fixed mode unknown": ("score: 0.9", "mode: expell", "triggers[0].mode"),
    "unknown status": ("score: 0.9", "status: maybe", "triggers[0].status"),
    "score too high": ("score: 0.9", "score: 9.0", "triggers[0].score"),
    "unknown actor role": ("score: 0.9", "actors: giver", "triggers[0].actors"),
    "no words": ("  - verbs: vow\n    comp", "  - comp", "triggers[1]"),
    "three words": ("rule out", "rule it out", "triggers[0].verbs"),
    "symmetric no truth": ("score: 0.9", "symmetric: yes", "triggers[0].symmetric"),
    "negative without reason": (", why: weather", "", "negatives[0]"),
    "key twice": ("quad: 3", "quad: 3\nquad: 3", "THREATEN.yaml:3"),
    "alias": ("score: 0.9", "score: &x 0.9\n    note: *x", "THREATEN.yaml:20"),
    "no YAML": ("frame: {source", "frame: {[source", "THREATEN.yaml:12"),
}


@pytest.mark.parametrize(("old", "new", "place"), BROKEN.values(), ids=BROKEN)
def test_a_broken_file_is_refused_with_its_place(
    tmp_path: Path, old: str, new: str, place: str
) -> None:
    assert old in GOOD
    with pytest.raises(CodebookError) as caught:
        read_codebook(_book(tmp_path, GOOD.replace(old, new, 1)))
    assert caught.value.place.startswith("THREATEN.yaml")
    assert place in caught.value.place


def test_a_broken_lexicon_is_refused_with_its_place(tmp_path: Path) -> None:
    for n, lexicon in enumerate(
        ("classes: {a: ['@b'], b: ['@a']}", "classes: {a: ['@z']}", "x: 1")
    ):
        (tmp_path / str(n)).mkdir()
        with pytest.raises(CodebookError) as caught:
            read_codebook(_book(tmp_path / str(n), GOOD, lexicon))
        assert caught.value.place.startswith("lexicon.yaml")


def test_an_empty_folder_is_no_codebook(tmp_path: Path) -> None:
    with pytest.raises(CodebookError):
        read_codebook(tmp_path)


def test_no_class_is_idle() -> None:
    text = "\n".join(p.read_text("utf-8") for p in FOLDER.glob("**/*.yaml"))
    idle = [name for name in load().classes if f"@{name}" not in text]
    assert idle == []
