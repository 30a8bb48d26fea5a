"""An item is not in the vocabulary that is bound to its key.

A controlled list is worth what its exceptions cost: the note is missing wherever notes are gathered by the term. A
`[[vocabulary]]` of the config names the terms of a key, other names for them, terms that were given up, and the form
that a term has. An item that differs from a term in case, width, blanks, hyphens or underscores only is put right
safely, and so are an alias and a term that has a successor; where the list has the term already, the item is removed.
The nearest term is a guess. A tag such as `ai/agents` is right where `ai` is a term and none is nested in it.
"""

from collections.abc import Iterator

from vaultlint.finding import Finding, Severity
from vaultlint.rule import Bindings, Invalid, Note, NoteRule, Valid
from vaultlint.vocabulary import Form, Vocabulary
from vaultlint.vocabulary.terms import Succession

TAGS = Vocabulary(
    "taxonomy.json",
    ("artificial-intelligence", "gardening", "health"),
    {"AI": "artificial-intelligence"},
    {"wellness": Succession("health"), "misc": Succession()},
)
BOUND = Bindings(vocabularies={"tags": TAGS, "status": Vocabulary("vaultlint.toml", ("draft", "done"))})
FORM = Bindings(vocabularies={"tags": Vocabulary("vaultlint.toml", form=Form("kebab"), open=True)})


def check(note: Note) -> Iterator[Finding]:
    yield from note.vocabulary_findings.get("unknown", ())


RULE = NoteRule(check, severity=Severity.ERROR, examples=[

    Valid("---\ntags: [gardening, health/sleep]\nstatus: done\nother: AI\n---\n", bindings=BOUND),
    Valid("---\ntags: []\nstatus:\n---\n", bindings=BOUND),
    Valid("---\ntags: [deep-learning, 机器学习]\n---\n", bindings=FORM),
    Invalid("---\ntags:\n  - «Gardening»\n  - health\n---\n", bindings=BOUND,
            message="`Gardening` is spelt `gardening` in taxonomy.json",
            fixed="---\ntags:\n  - gardening\n  - health\n---\n"),
    Invalid("---\ntags: [«AI», health] # since May\n---\n", bindings=BOUND,
            message="`AI` is an alias of `artificial-intelligence` in taxonomy.json",
            fixed="---\ntags: [artificial-intelligence, health] # since May\n---\n"),
    Invalid("---\ntags: [health, «wellness»]\n---\n", bindings=BOUND,
            message="`wellness` is deprecated in taxonomy.json; use `health`",
            fixed="---\ntags: [health]\n---\n"),
    Invalid("---\ntags: [«misc»]\n---\n", bindings=BOUND,
            message="`misc` is deprecated in taxonomy.json and has no successor; remove it"),
    Invalid("---\ntags: [«gardning»]\n---\n", bindings=BOUND,
            message="`gardning` is no term for `tags` in taxonomy.json; did you mean `gardening`?",
            unsafely_fixed="---\ntags: [gardening]\n---\n"),
    Invalid("---\nstatus: «open»\n---\n", bindings=BOUND,
            message="`open` is no term for `status` in vaultlint.toml; there are `draft` and `done`"),
    Invalid("---\ntags: [«Deep_Learning»]\n---\n", bindings=FORM,
            message="`Deep_Learning` is not in kebab-case; did you mean `deep-learning`?",
            fixed="---\ntags: [deep-learning]\n---\n"),
])  # fmt: skip
