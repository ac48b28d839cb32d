"""One answer for all mentions of a name in a report, from its fullest form, titles, appositions."""

from __future__ import annotations

from dataclasses import replace

from detente.actors import rolenouns
from detente.actors.identity import stranger
from detente.actors.resolve import NOTHING, Resolution, countries_of, resolve_in
from detente.actors.scene import Scene, is_person
from detente.actors.towns import town_of_chain
from detente.types import Mention

_UNKNOWN, _TIED = 0.3, 0.4
_JOINTS = frozenset({"of", "from", "for"})


class Chains:
    """The names of a report; `apposed` says what stands beside which mention."""

    def __init__(self, scene: Scene, apposed: dict[int, int]) -> None:
        self.scene = scene
        self.apposed = apposed
        self.found: dict[int, Resolution] = {}

    def of(self, mention: Mention) -> Resolution:
        if mention.chain not in self.found:
            self.found[mention.chain] = self._name_chain(mention)
        return self.found[mention.chain]

    def _name_chain(self, mention: Mention) -> Resolution:
        """One answer for all mentions of a name in the report."""
        scene = self.scene
        members = [scene.mentions[i] for i in scene.chains.get(mention.chain, (mention.i,))]
        fullest = max(members, key=lambda m: len(_clean(m.text)))
        name = _clean(fullest.text)
        if town := town_of_chain(members, name, scene.tokens, scene.registry):
            return town
        titles = [m.title for m in members if m.title]
        asked = [f"{title} {name}" for title in titles[:2]]
        asked += [f"{name}, {text}" for m in members for text in self._beside(m)][:2]
        best = NOTHING
        for text in [*asked, name]:
            answer = resolve_in(text, scene.registry, scene.setting)
            if answer.actor is not None and answer.score > best.score:
                best = answer
            if best.score > 0.9 and best.actor is not None and best.actor.kind == "person":
                break
        if best.actor is None and " " not in name:
            best = self._by_given_name(name)
        if best.actor is None and self._is_stranger(members, name):
            best = self._stranger(members, name)
        if best.actor is not None and best.actor.kind == "person" and " " in name:
            best = replace(best, actor=rolenouns.renamed(best.actor, name))
        return best

    def _stranger(self, members: list[Mention], name: str) -> Resolution:
        """A person whom no table holds, of the country of whom or what the report puts beside
        the name ("of the steel union", "from Arizona"), else of the country it is set in."""
        for member in members:
            for beside in self._tied(member):
                known = countries_of(beside, self.scene.registry)[:1]
                if known:
                    return Resolution(stranger(name, known[0], ""), _TIED, "name:tied")
        around = self.scene.setting_at(members[0]).countries[:1]
        if not around:
            return Resolution(stranger(name, None, ""), _UNKNOWN, "name:unknown")
        return Resolution(stranger(name, around[0], ""), _UNKNOWN, "name:setting")

    def _tied(self, mention: Mention) -> list[str]:
        """The words after "of", "from" or "for" that hang on a name."""
        scene = self.scene
        joints = [c for c in scene.children[mention.head] if scene.tokens[c].lemma in _JOINTS]
        inner = [i for c in joints for i in scene.children[c] if i in scene.by_head]
        return [scene.spoken(scene.mentions[scene.by_head[i]]) for i in inner]

    def _by_given_name(self, name: str) -> Resolution:
        """ "Emmanuel", where the report also names one Emmanuel in full."""
        fuller = {
            m.chain: m
            for m in self.scene.mentions
            if m.kind == "name" and m.chain >= 0 and m.text.startswith(f"{name} ")
        }
        if len(fuller) != 1:
            return NOTHING
        answer = self.of(next(iter(fuller.values())))
        return answer if answer.actor and answer.actor.kind == "person" else NOTHING

    def _beside(self, mention: Mention) -> list[str]:
        other = self.apposed.get(mention.i)
        if other is None or self.scene.mentions[other].kind == "name":
            return []
        return [self.scene.spoken(self.scene.mentions[other])]

    def _is_stranger(self, members: list[Mention], name: str) -> bool:
        entities = {self.scene.head(m).ent for m in members if m.kind == "name"}
        words = [w for w in name.split() if w.lower() not in {"de", "la", "al", "el", "bin", "von"}]
        beside = [self.scene.mentions[self.apposed[m.i]] for m in members if m.i in self.apposed]
        known = any(is_person(self.scene, m) for m in beside if m.kind == "nominal")
        proper = len(words) > 1 and all(w[:1].isupper() for w in words)
        return proper and ("PERSON" in entities or known)


def _clean(name: str) -> str:
    return name.removesuffix("'s").removesuffix("’s").strip()
