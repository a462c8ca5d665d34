"""A configuration file as text, whatever its line ends."""

from __future__ import annotations

from doctor.errors import UsageError
from doctor.model.generated import Target

BOM = "\ufeff"


class Document:
    """The text without byte order mark and with "\\n" as line ends; both come back in `encoded`."""

    def __init__(self, data: bytes | None, target: Target) -> None:
        self._target = target
        try:
            text = (data or b"").decode("utf-8")
        except UnicodeDecodeError as fault:
            raise UsageError(f"{target.file} is not UTF-8 (byte {fault.start}): mend it first") from None
        self._bom = BOM if text.startswith(BOM) else ""
        self._end = "\r\n" if text.count("\r\n") * 2 > text.count("\n") else "\n"
        self.text = text.removeprefix(BOM).replace("\r\n", "\n")

    def encoded(self, text: str) -> bytes:
        """The text as the bytes of this file, with a line end at its end."""
        text = text if text.endswith("\n") else f"{text}\n"
        return (self._bom + text.replace("\n", self._end)).encode()
