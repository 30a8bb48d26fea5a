"""Which config holds where: the nearest above a folder, the one that was named, or none."""

from __future__ import annotations

from dataclasses import replace
from os.path import normpath
from pathlib import Path

from vaultlint.config import Config, load
from vaultlint.errors import UsageError
from vaultlint.schemas import SHIPPED
from vaultlint.walk import root_of


class Configs:
    """The configs of one call, each read once; `named` is `--config`, which holds everywhere."""

    def __init__(self, named: Path | None = None, isolated: bool = False) -> None:
        if named is not None and isolated:
            raise UsageError("--config and --isolated exclude each other")
        self.named = normal(named.absolute()) if named else None
        self.isolated = isolated
        self._of_folder: dict[Path, Config] = {}
        self._of_root: dict[tuple[Path, Path | None], Config] = {}

    def of(self, folder: Path) -> Config:
        """The config that holds in `folder`.

        Raises:
            ConfigError: it is wrong.
        """
        if folder not in self._of_folder:
            self._of_folder[folder] = self._find(folder)
        return self._of_folder[folder]

    def _find(self, folder: Path) -> Config:
        root, file = root_of(folder)
        if self.isolated:
            return self._loaded(root, None)
        if self.named is None:
            return self._loaded(root, file)
        home = self.named.parent
        return self._loaded(home if folder.is_relative_to(home) else root, self.named)

    def _loaded(self, root: Path, file: Path | None) -> Config:
        if (root, file) not in self._of_root:
            self._of_root[root, file] = Config(root) if file is None else rooted(load(file, root), file.parent)
        return self._of_root[root, file]


def rooted(config: Config, home: Path) -> Config:
    """A config that may hold in another folder than its own: the schemas that it names lie where it does."""
    if config.root == home:
        return config
    schemas = [
        one if one.file.startswith(SHIPPED) else replace(one, file=str(home / one.file)) for one in config.schemas
    ]
    return replace(config, schemas=tuple(schemas))


def normal(path: Path) -> Path:
    """The path without `..`; symbolic links stay."""
    return Path(normpath(path))
