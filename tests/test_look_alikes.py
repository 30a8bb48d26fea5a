"""What only looks like a fault is let be: tags that are talked of, tags of other languages, HTML that is odd but right."""

from __future__ import annotations

from functools import cache

import pytest

from vaultlint.lint import Active, activate, check_note
from vaultlint.note import Bindings, parse
from vaultlint.rule import NoteRule, discover

RENDERERS = (frozenset({"obsidian", "eleventy"}), frozenset({"github"}), frozenset({"eleventy"}))


@cache
def rules() -> tuple[Active, ...]:
    return tuple(activate(rule) for rule in discover().values() if isinstance(rule, NoteRule))


def told(text: str, renderers: frozenset[str]) -> list[str]:
    checked = check_note(parse("note.md", text, Bindings(renderers=renderers)), rules())
    assert not checked.crashes
    found = [one for one in checked.diagnostics if not one.rule.startswith("residue/")]  # a text that breaks off is one
    return [f"{one.rule}: {one.finding.span.of(text)}" for one in found]


def block(content: str) -> str:
    return f"<details>\n<summary>Stock</summary>\n{content}</details>\n"


TALKED_OF = {
    "a span of code": "The `<details>` of a page.\n",
    "a span with more backticks": "The ``<details> ` `` of it, and ```` </p> ````.\n",
    "a span over two lines": "It is `a\nb </p> c` there.\n",
    "a span in a heading": "# On `<details>`\n",
    "a span in a table": "| tag | use |\n|---|---|\n| `<details>` | folds |\n",
    "a span in an HTML table": "<table><tr><td>`<details>`</td><td><code><summary></code></td></tr></table>\n",
    "a fence": "```html\n<details>\n```\n",
    "a fence in an item": "1. It is\n\n   ~~~\n   <summary>\n   ~~~\n",
    "a fence in a quote": "> ```\n> <details>\n> ```\n",
    "a fence in a callout": "> [!note]\n> ```\n> </details>\n> ```\n",
    "a fence in a block": block("\n```html\n</details>\n<p>\n```\n\n"),
    "a fence up to the end": "```html\n<details>\n",
    "a diff": "```diff\n- <details>\n+ <summary>\n```\n",
    "indented code": "text\n\n    <details>\n\ntext\n",
    "indented code in a block": block("\n    </details>\n    <details>\n\n"),
    "backslashes": "The \\<details>, the <details\\>, the \\<summary>x\\</summary>.\n",
    "entities": "The &lt;details&gt; and &lt;/p&gt;.\n",
    "a comment": "<!-- <details> <summary> -->\n",
    "a comment over paragraphs": "<!--\n<details>\n\n<p>\n-->\n",
    "a comment in a block": "<details>\n<!-- <summary>x</summary> -->\n<summary>y</summary>\nz <!-- </p> -->\n</details>\n",
    "a comment of Obsidian": "a %% <details> %% b\n\n%%\n<summary>\n\n</p>\n%%\n",
    "math in a line": "It is $a <p> b$ there.\n",
    "math on its own": "$$\na <details> b\n$$\n",
    "the title of a link": "See [a](https://example.org \"the <details> tag\") and [b](c.md '</p>').\n",
    "the target of a link": "See [a](<details>) and [b](<summary> \"x\").\n",
    "the words for a picture": "![a <details> box](x.png)\n",
    "the title of a reference": "See [a].\n\n[a]: https://example.org \"the <details> tag\"\n",
    "an attribute": "<img alt=\"a <details> box\" src=x.png> and <a title='</details>' href=\"y\">z</a>\n",
    "an attribute in a block": block("<img alt=\"</details>\" src=\"x.png\">\n"),
    "a script": "<script>\nlet a = \"<details>\";\n\nlet b = \"</p>\";\n</script>\n",
    "a style": "<style>\n/* <details> */\ndetails > summary {}\n</style>\n",
    "preformatted text": "<pre>\n<details>\n\n</p>\n</pre>\n",
    "a text area": "<textarea>\n<details>\n</textarea>\n",
    "character data": "<![CDATA[ <details> ]]>\n",
    "a program": "<?php echo \"<details>\"; ?>\n\ntext <?x </p> ?> text\n",
    "a template": "{{ \"<details>\" }} <% \"<summary>\" %> {% tag \"</p>\" %}\n",
    "a listing of Jekyll": "{% highlight html %}\n<details>\n\n</p>\n{% endhighlight %}\n",
    "a listing of Hexo": "{% codeblock lang:html %}\n<details>\n\n</p>\n{% endcodeblock %}\n",
    "a comment of Liquid": "{% comment %}\n<details>\n\n</p>\n{% endcomment %}\n",
    "two notations of Hugo": "{{< code x >}}\n\n{{< code-toggle file=\"a\" >}}\n[[menu.main]]\n<details>\n\n{{< /code-toggle >}}\n",
    "a listing of Hugo": "{{< highlight html \"a=1\" >}}\n<details>\n\n</p>\n{{< /highlight >}}\n",
    "a diagram": "```mermaid\nflowchart\na[<p>] --> b\n```\n",
}


OTHER_TAGS = {
    "components": "<Details>\n<Summary>x</Summary>\ny\n</Details>\n",
    "a component that closes itself": "<Details summary={<b>x</b>} />\n",
    "a component that is made": "export const A = () => (\n  <details>\n    <summary>x</summary>\n    y\n  </details>\n);\n",
    "a block in a component": "<Steps>\n  <Step>\n    <details>\n    <summary>x</summary>\n\n    y\n\n    </details>\n  </Step>\n</Steps>\n",
    "an element of one's own": "<details-menu>\n<summary-x>y</summary-x>\n</details-menu>\n",
    "generics": "A Vec<T>, a Map<K, Vec<p>>, a List<String> and a Pair<A,B>.\n",
    "signs": "a < b, c > d, 1<2, <3, x <- y, a --> b, <= and =>\n",
    "signs in a block": block("<p>1<2, <3, x <- y, a < b</p>\n"),
    "addresses": "<https://example.org/details> <me@example.org> <details@example.org>\n",
    "addresses in a block": block("<p><https://example.org> <me@example.org></p>\n"),
    "a redirection": "cat details> x; sort summary> y\n",
    "a redirection in a block": block("\ndetails> x\nsummary> y\n\n"),
    "shortcodes": "{{< details \"x\" >}}\ny\n{{< /details >}}\n\n{{% details %}}\n{{% /details %}}\n",
    "tags of Liquid": "{% details x %}\ny\n{% enddetails %}\n",
    "a fold of colons": "::: details x\ny\n:::\n",
    "a fold of slashes": "/// details | x\ny\n///\n",
    "a fold of question marks": "??? details \"x\"\n    y\n",
    "a foldable callout": "> [!details]- x\n> y\n",
    "a footnote's name": "text[^details]\n\n[^details]: See `<details>`.\n",
    "a type": "<!DOCTYPE details>\n",
}


@pytest.mark.parametrize("why", TALKED_OF | OTHER_TAGS)
def test_what_is_no_tag_of_ours_is_let_be(why: str) -> None:
    text = (TALKED_OF | OTHER_TAGS)[why]
    for renderers in RENDERERS:
        for form in (text, text.replace("\n", "\r\n"), block("<p>x</p>\n") + "\n" + text):
            assert told(form, renderers) == []


ODD_BUT_RIGHT = {
    "<p> as a separator": block("<p>\nBoil.\n<p>\nStir.\n"),
    "<p> at the end of a line": block("Boil.<p>\nStir.<p>\nServe.\n"),
    "<p> in front of Markdown": block("<p>\n\n- boil\n- stir\n\n").replace("\n<p>", "<p>"),
    "<p> in a label": "<details>\n<summary><p>Stock</p></summary>\n<p>Boil.</p>\n</details>\n",
    "<p> in a label of its own lines": "<details>\n<summary>\n<p>Stock</p>\n</summary>\n<p>Boil.</p>\n</details>\n",
    "<p> in a label in a quote": "> <details>\n> <summary>\n> <p>x</p>\n> </summary>\n>\n> y\n>\n> </details>\n",
    "<p> around Markdown with <p>": block("<p>\n\n<p align=\"center\">x</p>\n\n<p>y</p>\n\n</p>\n"),
    "<p> around <p> in a quote": "> <details>\n> <summary>x</summary>\n> <p>\n>\n> <p>y</p>\n>\n> </p>\n> </details>\n",
    "<p> around a block with <p>": block("<p>\n\n" + block("<p>x</p>\n") + "\n<p>y</p>\n\n</p>\n"),
    "<p> left open outside": "<p>Boil.\n<p>Stir.\n",
    "</br> for <br>": block("\nBoil.\n</br>\n" + block("\nStir.\n\n") + "\n"),
    "</br> between blocks": block("\nBoil.\n\n") + "</br>\n\n" + block("\nStir.\n\n"),
    "</br> at the end": block("\nBoil.\n</br>\n\n") + "\n" + block("\nStir.\n\n"),
    "a block in a block of the same name": block("\nBoil.\n\n" + block("\nStir.\n\n") + "\n"),
    "a block behind a <p> in one of the same name": block("<p>Boil.</p>\n\n" + block("<p>Stir.</p>\n") + "\n"),
    "a block behind HTML in one of the same name": block("<p>x</p>\n<pre>\ny\n</pre>\n" + block("<p>z</p>\n")),
    "a block in an item in one of the same name": block("<p>x</p>\n\n- y\n\n  " + block("z\n").replace("\n", "\n  ") + "\n"),
    "a block in a cell in one of the same name": block(
        "<p>x</p>\n\n| a | b |\n|---|---|\n| c | <details><summary>Stock</summary>d</details> |\n\n"
    ),
    "blocks in a block of the same name": block("\n" + block("<p>Boil.</p>\n") * 3 + "\n"),
    "attributes of JSX": "<details className=\"a\" onToggle={(e) => set({ a: e })}>\n<summary>x</summary>\ny\n</details>\n",
    "style of JSX": block("<p style={{ color: 'red' }}>x</p>\n") + "\n<p style={{color: 'red'}}>\n\nx\n\n</p>\n",
    "attributes of Liquid": "<details {{ open }}>\n<summary>{{ label }}</summary>\ny\n</details>\n",
    "attributes of a branch": "<details {% if a > b %}open{% endif %}>\n<summary>x</summary>\ny\n</details>\n",
    "attributes of EJS": "<details <%= open %>>\n<summary>x</summary>\ny\n</details>\n",
    "an opening tag in each branch": "{% if a %}\n<details>\n{% else %}\n<details open>\n{% endif %}\n<summary>x</summary>\ny\n</details>\n",
    "a closing tag in a branch": "{{ if .a }}<details>\n<summary>x</summary>{{ end }}\n\ny\n\n{{ if .a }}\n</details>\n{{ end }}\n",
    "a tag over lines of a quote": "> <details\n> open\n> class='a'>\n> <summary>x</summary>\n> <p\n>  class='b'>y</p>\n> </details>\n",
    "attributes of Svelte": "<details bind:open={y} class:a={z > 1}>\n<summary on:click={() => a()}>{b}</summary>\ny\n</details>\n",
    "attributes of Vue": "<details @toggle=\"x\" :open=\"y\" v-if=\"z > 1\" #a>\n<summary @click.prevent=\"b\">x</summary>\ny\n</details>\n",
    "attributes of Alpine": "<details @click=\"a = !a\" :class=\"{ 'b': a }\">\n<summary x-text=\"a ? 'b' : 'c'\">x</summary>\ny\n</details>\n",
    "attributes of Angular": "<details [open]=\"a\" (toggle)=\"b($event)\">\n<summary>x</summary>\ny\n</details>\n",
    "typographic quotes in a value": "<details title=\"“x”\">\n<summary>x</summary>\n<p id=\"a\" title=\"a “b”\">y</p>\n</details>\n",
    "</br> behind the label": "<details>\n<summary><b>x</b></summary></br>\n\ny\n\n</details></br>\n\nz\n",
    "an angle in a value": "<details data-a=\"b > c\">\n<summary title='b>c'>x</summary>\ny\n</details>\n",
    "Markdown that is asked for": "<details markdown=\"1\">\n<summary>x</summary>\n**y** [z](https://a.b)\n</details>\n",
    "a footnote that is a block": "text[^1]\n\n[^1]: <details><summary>x</summary>y</details>\n",
    "list items without ends": block("<ul>\n<li>a\n<li>b\n</ul>\n<dl>\n<dt>a\n<dd>b\n</dl>\n"),
    "a picture on the right": "<p align=\"center\">\n  <img src=\"x\">\n</p>\n\n<p align=\"center\">text\n",
    "a block in the middle": "<center><details><summary>x</summary>y</details></center>\n",
    "a heading in a label": "<details>\n<summary>\n\n## x\n\n</summary>\n\ny\n\n</details>\n",
    "two blocks in a line": "<details><summary>x</summary>y</details><details><summary>z</summary>a</details>\n",
}


@pytest.mark.parametrize("why", ODD_BUT_RIGHT)
def test_odd_html_that_is_right_has_no_error(why: str) -> None:
    text = ODD_BUT_RIGHT[why]
    for form in (text, text.replace("\n", "\r\n")):
        assert told(form, frozenset({"github"})) == []


METADATA = {
    "Jekyll's": "layout: post\ntitle:  \"Stock: how to\"\ndate:   2015-11-17 16:16:01 -0600\ncategories: food soup",
    "Hexo's": "title: Stock\ndate: 2013/7/13 20:46:25\ncategories:\n- Food\n- [Soup, Clear]",
    "Hugo's": "date: 2020-01-01T10:00:00+08:00\ntags: [\"a\", \"b\",]\ncascade:\n  - _target: {path: /x/**}\n    type: y",
    "Hugo's archetype": "title: \"{{ replace .Name \"-\" \" \" | title }}\"\ndate: {{ .Date }}",
    "Docusaurus's": "id: intro\nslug: /\nsidebar_label: \"a: b\"\npagination_next: null\nlast_update:\n  date: 1/1/2000",
    "VitePress's": "hero:\n  name: \"X\"\n\nfeatures:\n  - title: A\n    details: <b>x</b>\nhead:\n  - - meta\n    - name: x",
    "Marp's": "marp: true\nstyle: |\n  section {\n    color: red;\n  }\n\n  /* <details> */",
    "Jupytext's": "jupytext:\n  formats: md:myst\n  text_representation:\n    extension: .md\nkernelspec:\n  name: python3",
    "R Markdown's": "date: \"`r Sys.Date()`\"\noutput:\n  html_document:\n    toc: true\nparams:\n  a: !r 1",
    "a template's": "name: Bug\nabout: Report it\nlabels: 'bug, help wanted'",
    "Templater's": "created: <% tp.date.now() %>\ntags:\n  - <% tp.x %>",
    "Obsidian's template": "date: {{date}}\ntitle: \"{{title}}\"",
    "a drawing's": "\nexcalidraw-plugin: parsed\ntags: [excalidraw]\n",
    "comments": "# first\ntitle: x # second\n\n# third\n\ndate: 2020-01-01",
    "comments alone": "# only a remark",
    "signs within values": (
        "a: <!--more-->\nb: /:categories/:title.html\nc: ^\\d+$\nd: a & b\ne: a * b\nf: a | b\ng: a > b\nh: a#b\n"
        "i: a [b] c {d} - e, f\nj: $5 50% ~/x v1.0 what? yes! a@b.c a = b C:\\x\\y\nk: https://a.b/c?x=1&y=#z"
    ),
    "tabs within values": "a: b\tc\nd: [e,\tf]\ng: \"h\ti\"",
    "lines that go on": "a: one\n  two\nb: >2-\n    x\n   y\nc: 'a\n  b'\nd: \"a \\\n  b\"",
    "anchors": "base: &b {x: 1}\nc:\n  <<: *b\n  y: 2\nd: *b",
    "lists in lists": "matrix: [[a, b], [c]]\nrows: [[{a: 1}, {b: 2}]]",
    "quotes that are meant": "a: '\"Stock\" he said'\nb: \"'tis\"\nc: \"5\\\" disk\"",
    "joined letters": "a: 👩‍💻 ❤️\nb: می‌خواهم",
    "keys of other scripts": "标题: 值\n标签: [甲, 乙]",
}


@pytest.mark.parametrize("why", METADATA)
def test_metadata_of_other_tools_are_let_be(why: str) -> None:
    text = f"---\n{METADATA[why]}\n---\n\ntext\n"
    for form in (text, text.replace("\n", "\r\n"), text.removesuffix("\n")):
        assert told(form, frozenset({"github"})) == []


NO_METADATA = {
    "a rule on top": "---\n\n# Stock\n\ntext\n\n---\n\ntext\n",
    "a rule alone": "---\n",
    "a motto between rules": "---\n\n> A motto\n\n---\n",
    "speech between rules": "---\n\nAnn said: hello.\n\nBob said: hi.\n\n---\ntext\n",
    "a heading between rules": "---\n\n# Stock\n\n---\n",
    "speech behind dashes": "— Ann: hello\n— Bob: hi\n",
    "a heading of dashes": "-----------\nStock\n-----------\ntext\n",
    "an underlined line with a colon": "Stock: how to\n---\n\ntext\n",
    "fields below a rule": "Intro\n\n---\n\nAuthor: me\nDate: today\n\n---\n\nmore\n",
    "slides": "---\ntheme: x\n---\n\n# a\n\n---\nlayout: center\n---\n\n# b\n",
    "a list on top": "- a\n- b\n---\ntext\n",
    "TOML": "+++\ntitle = \"x\"\n[params]\na = 1\n+++\ntext\n",
    "JSON": "{\n  \"title\": \"x\",\n  \"tags\": [\"a\"]\n}\n\ntext\n",
    "Eleventy's JSON": "---json\n{\"title\": \"x\"}\n---\ntext\n",
    "Pandoc's title": "% Stock\n% Ann\n\ntext\n",
    "MultiMarkdown's": "Title: Stock\nAuthor: Ann\n\ntext\n",
    "a table on top": "| a | b |\n|---|---|\n| c: | d |\n",
    "an empty block": "---\n---\ntext\n",
}


@pytest.mark.parametrize("why", NO_METADATA)
def test_what_is_no_metadata_is_let_be(why: str) -> None:
    text = NO_METADATA[why]
    for form in (text, text.replace("\n", "\r\n"), text.removesuffix("\n")):
        assert told(form, frozenset({"github"})) == []
