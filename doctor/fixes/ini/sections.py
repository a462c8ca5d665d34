"""Sections of INI files: renamed, taken away."""

from __future__ import annotations

from doctor.fixes.ini.document import Block, Ini, above, the_block, values
from doctor.fixes.text import Span, UnresolvableError, applied, inserted_line


def rename_section(text: str, section: str, name: str) -> str:
    """The section gets another name; where one of that name is there, the keys are moved into it."""
    ini = Ini(text)
    block, other = the_block(ini, section), ini.block(name)
    if other is None:
        header = ini.rows[block.header]
        return applied(text, [Span(header.value, header.end, name)])
    if twice := sorted({key.name for key in block.keys} & {key.name for key in other.keys}):
        raise UnresolvableError(f"[{section}] and [{name}] both set {', '.join(twice)}: choose by hand")
    stop = max([block.header, *(key.last for key in block.keys)]) + 1
    moved = text[ini.rows[block.header].stop : ini.rows[stop - 1].stop].strip("\n")
    last = max([other.header, *(key.last for key in other.keys)])
    spans = [cut_block(ini, block)]
    if moved:
        spans.append(inserted_line(text, ini.rows[last].stop, moved))
    return applied(text, spans)


def remove_section(text: str, section: str) -> str:
    """The section goes with its keys; "" when nothing but blanks and comments is left."""
    ini = Ini(text)
    left = applied(text, [cut_block(ini, the_block(ini, section))])
    return left if values(left) else ""


def cut_block(ini: Ini, block: Block) -> Span:
    """The section goes, with the comments directly above it; those above the next section stay."""
    stop = above(ini.rows, block.stop) if block.stop < len(ini.rows) else block.stop
    first = above(ini.rows, block.header)
    if stop == len(ini.rows):
        while first and ini.rows[first - 1].kind == "blank":
            first -= 1
    return ini.cut(first, max(stop, block.header + 1))
