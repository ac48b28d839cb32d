"""The page of docs/ on a language model as a coder, for make_docs.py."""

from __future__ import annotations

from collections.abc import Mapping

from detente.events.llm import faults

BEGIN = """# A language model as the coder

detente codes with rules, offline and without a key. Where you name a server that speaks the \
OpenAI protocol (`/chat/completions`), its model codes instead: one on your own machine or \
network, or a service. Nothing is asked as long as no address is set.

```toml
# detente.toml
[llm]
address = "http://localhost:11434/v1"
model = "your-model"
```

For a service that wants a key, `key_variable = "MY_KEY"` names the environment variable that \
holds it. The key itself stands in no file, is sent to that address only, and is never shown. \
All options: [settings.md](settings.md). `DETENTE_LLM_ADDRESS=` (empty) switches a model off \
that the file sets.

**What is sent.** The sentences of each report that is coded, with its outlet, day and title, \
and the codebook. Whoever runs the address can read them. Private and loopback addresses are \
allowed, since you name the address; no redirect is followed and no proxy is used.

## What it does

1. A report's sentences are numbered and asked about in windows of up to 30 sentences or 6,000 \
characters, `llm.concurrency` windows at once. What the model is told is the codebook itself \
([codebook.md](codebook.md)): definitions, modes, examples, statuses, rulings.
2. It is asked for JSON by a schema (`response_format: json_schema`); a server that refuses that \
is asked for any JSON object (`json_object`). `max_completion_tokens` and the usual temperature \
are taken where the server asks for them.
3. Every word that it quotes must stand in the sentence; type, mode and status must be the \
codebook's. What fails is left out and counted.
4. **Who is meant is our own registry's answer** to the quoted words, on the report's date, \
pronouns too. The model's country counts only for somebody of whom the registry has none.
5. **Who says so is our own chain** of voices, where the quoted words are in it or the model \
names none. Days come from our own date expressions, and where it quotes none, day and place \
from our own rules.

`detente why EVENT` names the model for each field that it set, with the score it gave: \
`llm:your-model`. A record can hold events of both coders. The run's settings name address, \
model and `llm.max_tokens`: another one of these codes the same reports again. Scores are the \
model's own word and are not calibrated; temperature is 0, but few servers answer twice alike.

`read`, `ingest`, `demo` and `evaluate gold` use it; the `parts` are always our own. How well a \
model codes, `detente evaluate gold FILE` says; no figure of this manual is one of a model's. \
The protocol is tested against a server of our own, not against any vendor's.
"""

FAILS = """## When the built-in coder codes a report

Any of these leaves the whole report to the built-in coder; nothing is lost. Each is counted, \
and the counts are said on standard error when the run ends (as `llm` in the answer of `ingest \
--json`); `detente -v` tells of each as it comes.
"""

LEFT_OUT = """## What is left out of an answer

Counted and said in the same way. For a status, day or place that fails our own rules answer, for \
nothing else.
"""


def llm_page() -> str:
    """What a language model does, what is checked, what happens when it fails."""
    return "\n".join(
        (
            BEGIN,
            FAILS,
            "The same `ingest` asks again:\n",
            _table("cause", faults.SERVER),
            "The same `ingest` does not ask again; the model would most likely say the same:\n",
            _table("cause", faults.ANSWER),
            LEFT_OUT,
            _table("an event", faults.EVENTS),
            _table("a field", faults.FIELDS),
        )
    )


def _table(head: str, causes: Mapping[str, str]) -> str:
    rows = "\n".join(f"| {cause} | {told} |" for cause, told in causes.items())
    return f"| {head} | |\n|---|---|\n{rows}\n"
