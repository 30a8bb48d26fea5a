"""Every operation of `edit` on every shape of a block, to the byte: in four disguises, a second time, and taken back."""

from __future__ import annotations

import re
import shlex
from typing import NamedTuple

import pytest
from conftest import Vault

# a case: a name, the call, the block, and behind `=>` the block that comes of it, or why the note is skipped
CASES = r"""
## set: replaces plain
set status=draft
title: Soup
status: open # why
tags: [a]
=>
title: Soup
status: draft # why
tags: [a]
## set: keeps single quotes
set status=draft
status: 'open'   # why
=>
status: 'draft'   # why
## set: new key at end, no comment moved
set rating=4
title: Soup
# the end
=>
title: Soup
rating: 4
# the end
## set: after
set rating=4 --after title
title: Soup # t
  # inner comment
tags:
- a
=>
title: Soup # t
  # inner comment
rating: 4
tags:
- a
## set: after block scalar
set rating=4 --after text
text: |+
  one

  two

title: x
=>
text: |+
  one

  two

rating: 4
title: x
## set: before with comment above
set rating=4 --before title
a: 1
# about title
title: x
=>
a: 1
rating: 4
# about title
title: x
## set: first
set rating=4 --first
# head
title: x
=>
rating: 4
# head
title: x
## set: list, flush habit
set "tags=[a, b]"
people:
- x
=>
people:
- x
tags:
- a
- b
## set: list, indented habit
set "tags=[a, b]"
people:
    - x
=>
people:
    - x
tags:
    - a
    - b
## set: list flow habit
set "tags=[a, b]"
people: [x, y]
=>
people: [x, y]
tags: [a, b]
## set: if missing leaves null
set status=draft --if missing
status:
=>
status:
## set: if empty fills null
set status=draft --if empty
status:
=>
status: draft
## set: if empty leaves 0
set rating=5 --if empty
rating: 0
=>
rating: 0
## set: empty value: null
set status=
status: open # c
=>
status: # c
## set: list instead of scalar refused
set "status=[a]"
status: open
=> is a single value there
## set: block scalar with indicator
set text=short
text: >2-
    one
   two
# c
next: 1
=>
text: short
# c
next: 1
## set: multi-line plain
set text=short
text: one
  two
  three # c
next: 1
=>
text: short # c
next: 1
## set: multi-line quoted
set text=short
text: "one
  two" # c
next: 1
=>
text: "short" # c
next: 1
## set: quoted key
set "my key=4"
"my key": 3
'it''s': 2
=>
"my key": 4
'it''s': 2
## set: CJK new key
set 作者=李 --before 标题
标题: 旧
=>
作者: 李
标题: 旧
## set: anchor broken
set a=2
a: &x 1
b: *x
=> alias
## set: tag
set a=13
a: !!str 12
b: 1
=>
a: 13
b: 1
## set: duplicate key refused
set a=3
a: 1
a: 2
=> more than once
## set: not parse
set b=3
a: [1
=> skipped
## set: flow root new
set c=3
{a: 1, b: 2}
=>
{a: 1, b: 2, c: 3}
## set: two keys before
set x=1 y=2 --before b
a: 1
b: 2
=>
a: 1
x: 1
y: 2
b: 2
## set: nested mapping replaced by mapping
set "m={a: 2}"
m:
  a: 1 # c
x: 1
=>
m:
  a: 2 # c
x: 1
## set: list changes item wise, comments stay
set "tags=[a, c]"
tags:
- a # first
# about b
- b
- c # third
=>
tags:
- a # first
- c # third
## set: on template tp
set a=1
title: <% tp.file.title %>
=> template
## set: value on the next line
set a=2
a:
  1
b: 1
=>
a:
  2
b: 1
## set: null with comment below
set a=1
a:
  # deeper
b: 2
=>
a: 1
  # deeper
b: 2
## set: key with blanks before colon
set a=2
a : 1
b: 1
=>
a : 2
b: 1
## set: key with colon
set '"a:b"=2'
a:b: 1
=>
a:b: 2
## set: new key yes
set yes=1
x: 1
=>
x: 1
"yes": 1
## set: value with apostrophe in single
set "title=it's"
title: 'x'
=>
title: 'it''s'
## set: a wikilink needs no quotes
set 'up=[[Note]]'
title: x
=>
title: x
up: "[[Note]]"
## set: hashtag
set 'tag=#a'
title: x
=>
title: x
tag: "#a"
## set: time
set 't=1:30'
x: 1
=>
x: 1
t: "1:30"
## set: list to empty
set 'tags=[]'
tags:
- a # c
# d
- b
x: 1
=>
tags: []
x: 1
## set: replace literal with header comment
set a=y
a: |- # header
  x
b: 1
=>
a: y # header
b: 1
## set: literal with indentation indicator
set b=2
a: |2
    x
  y
b: 1
=>
a: |2
    x
  y
b: 2
## set: keep literal at the end
set a=y
b: 1
a: |+
  x

=>
b: 1
a: y
## add: key after keep literal with blanks
set c=1
a: |+
  x

=>
a: |+
  x

c: 1
## set: indented root new
set c=2
  a: 1
  b: 1
=>
  a: 1
  b: 1
  c: 2
## empty block: only a comment
set c=1
# nothing here
=>
# nothing here
c: 1
## empty block
set c=1
=>
c: 1
## not a mapping
set c=1
- a
=> skipped
## merge key
set c=1
a: &x {p: 1}
b:
  <<: *x
  q: 2
=>
a: &x {p: 1}
b:
  <<: *x
  q: 2
c: 1
## unset: indented list with inner comments
unset people
a: 1
people: # who
  # first
  - Ada

  - Bob # the other
  # last
tags: 1
=>
a: 1
tags: 1
## unset: comments above belong
unset b
a: 1

# about b
# more
b: 2
c: 3
=>
a: 1

c: 3
## unset: keep scalar with blank lines
unset b
b: |+
  text


c: 3
=>
c: 3
## unset: anchor
unset a
a: &x [1]
b: *x
=> alias
## unset: anchor and alias both
unset a b
a: &x [1]
b: *x
c: 1
=>
c: 1
## unset: complex key itself
unset a
? a
: - 1
  - 2
b: 2
=>
b: 2
## unset: multi-line plain scalar 2
unset a
a: words
  that go on

  and on
b: 2
=>
b: 2
## rename: keeps value and comments
rename speaker author
# who
speaker: 'Ada' # c
x: 1
=>
# who
author: 'Ada' # c
x: 1
## rename: quoted key keeps quotes
rename "a b" "c d"
"a b": 1
=>
"c d": 1
## rename: conflict
rename a b
a: 1
b: 2
=> both there
## rename: keep, new empty
rename a b --on-conflict keep
a: 1
b:
=>
b: 1
## rename: merge lists
rename tag tags --on-conflict merge
tag:
- b
- c
tags:
- a # one
- b
=>
tags:
- a # one
- b
- c
## rename: merge comments go with a
rename tag tags --on-conflict merge
# old
tag: x
# new
tags: [y]
=>
# new
tags: [y, x]
## rename: key in text not touched
rename a z
t: |
  a: 1
a: 2
=>
t: |
  a: 1
z: 2
## add: to flush list
add tags b
tags:
- a # c
# next
x: 1
=>
tags:
- a # c
- b
# next
x: 1
## add: scalar becomes list
add tags b
tags: a # c
x: 1
=>
tags:
  - a # c
  - b
x: 1
## add: null with comment
add tags b
tags: # none yet
x: 1
=>
tags: # none yet
  - b
x: 1
## add: []
add tags b
tags: [] # c
x:
- 1
=>
tags: # c
- b
x:
- 1
## add: list with anchor
add b z
a: &x [p]
b: *x
=>
a: &x [p]
b: [p, z]
## add: last item block scalar
add tags z
tags:
- |
  a
  b
x: 1
=>
tags:
- |
  a
  b
- z
x: 1
## list: dash with extra blanks
add tags b
tags:
-   a
=>
tags:
-   a
-   b
## flow multi-line: remove
remove tags y
tags: [
  x,
  y,
  z
]
=>
tags: [
  x,
  z
]
## remove: flush
remove tags b
tags:
- a
# about b
- b # why
- c
=>
tags:
- a
- c
## remove: all left empty keeps comment
remove tags a
tags: # c
  - a
x: 1
=>
tags: [] # c
x: 1
## remove: empties
remove tags ''
tags:
- ''
- a
-
- ""
=>
tags:
- a
## remove: number
remove tags 3
tags: [3, '3', 4]
=>
tags: ['3', 4]
## anchor: item removed
remove l p
l: [&x p, q]
m: *x
=> alias
## map: keeps quotes
map tags AI=人工智能
tags:
- 'AI'
=>
tags:
- '人工智能'
## map: dedupes what comes
map tags b=a
tags: [a, b, c]
=>
tags: [a, c]
## map: value with = in old, quoted
map tags "'a=b'=c"
tags: [a=b]
=>
tags: [c]
## move: dedupe
move tags people Ada
tags: [Ada, x]
people: [Ada]
=>
tags: [x]
people: [Ada]
## split: quotes
split people
people: 'Ada, Bob'
tags:
- x
=>
people:
- Ada
- Bob
tags:
- x
## split: block scalar
split people
people: |
  Ada, Bob
x: 1
=>
people:
  - Ada
  - Bob
x: 1
## join: flow with comment
join people --by ", "
people: [Ada, Bob] # c
=>
people: Ada, Bob # c
## join: comments between would be lost
join people --by "; "
people:
# first
- Ada
- Bob
=> comment
## normalise: date list
normalise dates --as date
dates:
- 2025.10.8
- '2025-10-09'
=>
dates:
- 2025-10-08
- '2025-10-09'
## normalise: date ambiguous
normalise date --as date
date: 01/02/2025
=> date
## normalise: bool
normalise draft --as bool
draft: "true" # c
=>
draft: true # c
## normalise: sort with comment above
normalise tags --as sort
tags:
# about b
- b
# about a
- a
=>
tags:
# about a
- a
# about b
- b
## normalise: dedupe with comments
normalise tags --as dedupe
tags:
- a # one
- b
- 'a' # two
=>
tags:
- a # one
- b
## order
order title tags
tags:
- a
# about x
x: 1
# about title
title: T
=>
# about title
title: T
tags:
- a
# about x
x: 1
## order: head comment stays on top
order b a
# head

a: 1
b: 2
=>
# head

b: 2
a: 1
## order: alias before anchor refused
order b a
a: &x 1
b: *x
=> skipped
## order: flow root
order b a
{a: 1, b: 2}
=> skipped
"""


class Case(NamedTuple):
    name: str
    words: list[str]
    before: str
    refusal: str
    after: str


def _case(text: str) -> Case:
    name, words, block = text.split("\n", 2)
    before, refusal, after = re.split(r"^=>(.*)\n", block, maxsplit=1, flags=re.M)
    return Case(name, shlex.split(words), before, refusal.strip(), before if refusal else after)


def disguised(block: str) -> dict[str, bytes]:
    """Notes with the block, by their paths."""
    text = f"---\n{block}---\nBody  \n"
    texts = {
        "a.md": text,
        "crlf.md": text.replace("\n", "\r\n"),
        "bom.md": f"\ufeff{text}",
        "end.md": f"---\n{block}---",
    }
    return {path: one.encode() for path, one in texts.items()}


@pytest.mark.parametrize(
    "case", [pytest.param(one, id=one.name) for one in map(_case, re.split(r"^## ", CASES, flags=re.M)[1:])]
)
def test_a_block_is_edited_to_the_byte(vault: Vault, case: Case) -> None:
    before, after = disguised(case.before), disguised(case.after)
    vault.put(before)
    answer = vault.run("edit", *case.words, "--write")
    assert {path: vault.bytes(path) for path in after} == after
    assert answer.code == bool(case.refusal)
    assert answer.err.count(": skipped: ") == (len(before) if case.refusal else 0) and case.refusal in answer.err
    if before == after:
        return
    assert "nothing to change" in vault.run("edit", *case.words, "--write").err, "a second run changes nothing"
    assert vault.run("undo").code == 0
    assert {path: vault.bytes(path) for path in before} == before
