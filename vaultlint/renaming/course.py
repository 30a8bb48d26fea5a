"""Where links lead before and after notes have other names, and the path that a link must have to lead there still."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from vaultlint.errors import EditRefused
from vaultlint.linking.index import Found, folded, folder, joined
from vaultlint.linking.judge import Judge
from vaultlint.linking.writing import relative_path
from vaultlint.markdown.links.link import Reference
from vaultlint.vault import Vault


class Course:
    """The files of a vault, and the new paths of those in `moves`; `link_format` is that of new links."""

    def __init__(self, files: Iterable[str], moves: Mapping[str, str], link_format: str = "shortest") -> None:
        self.files, self.moves, self.link_format = tuple(files), moves, link_format

    def __reduce__(self) -> tuple[type[Course], tuple[object, ...]]:
        return Course, (self.files, self.moves, self.link_format)

    def prepare(self) -> None:
        """Look at all names now, and not in each of the processes that are forked."""
        _ = self.before, self.after, self.names

    @cached_property
    def before(self) -> Judge:
        return Judge(Vault((), files=self.files))

    @cached_property
    def after(self) -> Judge:
        return Judge(Vault((), files=tuple(map(self.renamed, self.files))))

    @cached_property
    def names(self) -> frozenset[str]:
        """The names, without `.md`, that a file bears no more, or bears now."""
        stems = {_stem(folded(path)) for move in self.moves.items() for path in move}
        return frozenset(stems | {stem.removesuffix(".md") for stem in stems})

    def renamed(self, path: str) -> str:
        """The path that a file has afterwards."""
        return self.moves.get(path, path)

    def concerns(self, reference: Reference, source: str) -> bool:
        """Whether the link may lead elsewhere afterwards: by its name, or because its note goes to another folder."""
        if not reference.path:
            return False
        return folder(self.renamed(source)) != folder(source) or _stem(folded(reference.path)) in self.names

    def target(self, reference: Reference, source: str) -> str | None:
        """The file that the link in the file `source` must lead to afterwards, by its path then."""
        files = self.before.found(reference, source).files
        return self.renamed(files[0]) if files else None

    def path(self, reference: Reference, written: str, source: str) -> str | None:
        """The path that the link in the file `source` must have; None if it can stay as it is.

        Raises:
            EditRefused: there is no path that leads there.
        """
        found = self.before.found(reference, source) if self.concerns(reference, source) else Found(())
        if not found.files:
            return None
        old = found.files[0]
        is_spelt = not _spells(reference.path, old) or _spells(reference.path, self.renamed(old))
        if is_spelt and self.leads(reference, reference, source):
            return None
        for path in self._paths(reference, written, source, old):
            if self.leads(reference, reference._replace(path=path), source):
                return path
        raise EditRefused(f"no path was found by which the link `{written}` leads to `{self.renamed(old)}`")

    def leads(self, old: Reference, new: Reference, source: str) -> bool:
        """Whether the link `new` leads afterwards where `old` led before, as surely, and as a path if it was one."""
        before, place = self.before.found(old, source), self.renamed(source)
        if not before.files:
            return True
        after, wanted = self.after.found(new, place), self.renamed(before.files[0])
        if after.files[:1] != (wanted,) or after.sure < before.sure:
            return False
        if not self._is_beside(old, source):
            return True
        beside = self.after.index.beside(new.path, place)
        return beside is not None and beside.files[:1] == (wanted,)

    def _is_beside(self, reference: Reference, source: str) -> bool:
        """Whether it is a Markdown link that names its file from the folder of its note, for any program."""
        return reference.kind != "wiki" and bool(self.before.index.beside(reference.path, source).files)

    def _paths(self, reference: Reference, written: str, source: str, old: str) -> Iterator[str]:
        """Paths of the file, those in the style of the link first; with `.md` where that is needed."""
        named = reference.path.lower().endswith(".md")
        for path in self._styled(reference, written, source, old):
            if path.endswith(".md") and not named:
                yield path.removesuffix(".md")
        yield from self._styled(reference, written, source, old)

    def _styled(self, reference: Reference, written: str, source: str, old: str) -> Iterator[str]:
        path, new = reference.path.replace("\\", "/"), self.renamed(old)
        relative = relative_path(new, folder(self.renamed(source)))
        if path.startswith("/"):
            yield f"/{new}"
            return
        if path.startswith(("./", "../")) or self._is_beside(reference, source):
            is_marked = reference.kind == "wiki" or path.startswith("./")
            yield f"./{relative}" if is_marked and not relative.startswith("../") else relative
            return
        steps = path.count("/")
        is_relative = _stem_path(joined(folder(source), path) or "") == _stem_path(old)
        if steps and is_relative and self.link_format == "relative":
            yield relative
        is_whole = steps and folded(_stem_path(path)) == folded(_stem_path(old))
        yield new if is_whole else "/".join(new.split("/")[-(steps + 1) :])
        yield new
        if reference.kind != "wiki":
            yield relative
        yield f"/{new}"


def _stem(path: str) -> str:
    """The name at the end of a path, without `.md`."""
    return path.replace("\\", "/").rpartition("/")[2].removesuffix(".md")


def _stem_path(path: str) -> str:
    return path.removesuffix(".md")


def _spells(path: str, file: str) -> bool:
    """Whether a path, of whatever style, spells the name of the file to the letter."""
    return _stem_path(f"/{file}").endswith("/" + _stem_path(path.replace("\\", "/").lstrip("./")))
