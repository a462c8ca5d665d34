"""Places as the readers of a repository know them: relative to its root, not to the folder that was examined."""

from __future__ import annotations

import posixpath
from pathlib import PurePath

from doctor.model.places import Place
from doctor.model.record import Record


class Base(Record):
    """The folder that paths are printed relative to: the repository's root, or the CI system's checkout of it.

    `prefix` is the examined project's path below it, with `/`; "" when they are the same.
    """

    root: str
    prefix: str = ""

    def path(self, place: Place) -> str | None:
        """The file's path below the root; None if it is no file, or lies outside."""
        if not place.is_file:
            return None
        path = posixpath.normpath(posixpath.join(self.prefix, place.file))
        return None if path == ".." or path.startswith(("../", "/")) else path

    def uri(self, place: Place) -> str:
        """The `file:` URI of a file that lies outside."""
        path = posixpath.normpath(posixpath.join(PurePath(self.root).as_posix(), self.prefix, place.file))
        return PurePath(path).as_uri()
