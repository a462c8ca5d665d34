"""Puts the planned settings into a file. What the project wrote stays; what is ours stands below `# doctor:`."""

from __future__ import annotations

from doctor import __version__
from doctor.errors import UsageError
from doctor.facts.generated_text import (
    below_comments,
    digests,
    header_span,
    is_edited,
    lines_of,
    origin,
    section_of,
    squeezed,
)
from doctor.facts.generated_text import ours as ours_of
from doctor.generate.document import Document
from doctor.generate.render import Renderer
from doctor.model.config import Section, Setting
from doctor.model.generated import MERGED, Entry, Generated, Plan
from doctor.model.profiles import Stamp, stamp


def generated(plan: Plan, before: bytes | None) -> Generated:
    """The file with the plan's settings, and why it is not in step, if it is not."""
    document = Document(before, plan.target)
    render = Renderer(plan.target)
    wanted = {piece(render, entry) for entry in plan.entries}
    old, theirs, ours, words = taken_out(document.text, plan, wanted)
    text = put_in(theirs, plan, render, words)
    return Generated(
        plan,
        before,
        document.encoded(text),
        tuple(words),
        drift(plan, before, old, ours, squeezed(document.text) != squeezed(text)),
    )


def piece(render: Renderer, entry: Entry) -> str:
    return render.item(entry) if entry.is_item else render.setting(entry)


def drift(plan: Plan, before: bytes | None, old: Stamp | None, ours: list[str], differs: bool) -> tuple[str, ...]:
    """Why the file is not what it would be if it were generated now."""
    if before is None:
        return ("the file is not there",)
    if old is None:
        return (f"[{plan.target.section}] was not written by generate",)
    found = []
    if any(is_edited(old, text) for text in ours):
        found.append("a generated setting was edited by hand")
    elif not set(old.digests) <= {*digests(ours), "empty"}:
        found.append("a generated setting is gone, or is the project's own now")
    if old.profile != plan.profile.name:
        found.append(f"it was generated with profile {old.profile!r}")
    elif old.origin != origin(plan.profile, old.settings):
        found.append("it is older than its profile, or its --set was edited")
    elif old.settings != plan.settings:
        found.append(f"it was generated with {' '.join(old.settings) or 'no --set'}")
    if differs and not found:
        found.append("the project or its plugins changed")
    return tuple(found)


def taken_out(text: str, plan: Plan, wanted: set[str]) -> tuple[Stamp | None, str, list[str], list[str]]:
    """(the old header, the text without what is ours, what was ours, words). Edited settings become the project's."""
    section = section_of(text, plan.target)
    if section is None:
        return None, text, [], []
    lines = text.split("\n")
    header = header_span(lines, section)
    old = stamp(lines[header.start], lines[header.start + 1]) if header.end > header.start + 1 else None
    spans = ours_of(lines, section)
    words: list[str] = []
    gone: set[int] = set(range(header.start, header.end))
    for span in spans:
        rows = range(span.start, span.end)
        if old and is_edited(old, span.of(lines)) and span.of(lines) not in wanted:
            words.append(f"{lines[span.end - 1].strip()}: edited by hand, so it stays and is the project's own now")
            rows = range(span.start, below_comments(lines, span))
        gone.update(rows)
        above = span.start - 1
        if above > header.end - 1 and not lines[above].strip() and not lines[span.start].startswith(" "):
            gone.add(above)
    gone |= emptied(lines, section, gone)
    left = "\n".join(line for row, line in enumerate(lines) if row not in gone)
    return old, left, [span.of(lines) for span in spans], words


def emptied(lines: list[str], section: Section, gone: set[int]) -> set[int]:
    """The lines of the lists of which nothing is left, and the blank line above each."""
    found: set[int] = set()
    for span in (lines_of(setting) for setting in section.settings if setting.name in MERGED):
        left = [lines[row].strip() for row in range(span.start, span.end) if row not in gone]
        if "".join(left).replace(" ", "") in {f"{key}{end}" for key in MERGED for end in ("=", "=[]")}:
            blank = span.start and not lines[span.start - 1].strip()
            found.update(range(span.start - bool(blank), span.end))
    return found


def put_in(text: str, plan: Plan, render: Renderer, words: list[str]) -> str:
    """The text with our settings in the target's section, below its header."""
    target = plan.target
    if section_of(text, target) is None:
        text = (text.rstrip("\n") + "\n\n" if text.strip() else "") + f"[{target.section}]\n"
    theirs = {setting.name for setting in found(text, plan).settings}
    pieces: list[str] = []
    for key in MERGED:
        entries = [entry for entry in plan.entries if entry.key == key]
        if entries and key in theirs:
            text, added = into_list(text, plan, key, entries, render)
            pieces += added
        elif entries:
            items = [render.item(entry) for entry in entries]
            pieces += items
            text = at_end(text, plan, "\n" + render.key(key)[0] + "".join(items) + render.key(key)[1])
    for entry in plan.entries:
        if entry.is_item:
            continue
        if entry.key in theirs:
            words.append(f"{entry.key} is set by the project and stays")
            continue
        pieces.append(render.setting(entry))
        text = at_end(text, plan, "\n" + pieces[-1])
    return with_header(text, plan, render)


def with_header(text: str, plan: Plan, render: Renderer) -> str:
    """The header goes in last: its digest is that of what a reader will find."""
    _, _, ours, _ = taken_out(text, plan, set())
    made_from = origin(plan.profile, plan.settings)
    stamped = Stamp(plan.profile.name, plan.settings, __version__, digests(ours), made_from)
    lines = text.split("\n")
    row = found(text, plan).place.line
    return "\n".join([*lines[:row], *render.header(plan, stamped).rstrip("\n").split("\n"), *lines[row:]])


def found(text: str, plan: Plan) -> Section:
    """The section, which is there by now."""
    section = section_of(text, plan.target)
    if section is None:
        raise UsageError(f"{plan.target.file}: no line of its own says [{plan.target.section}]; write it so first")
    return section


def at_end(text: str, plan: Plan, added: str) -> str:
    """The text with lines behind the last setting of the section."""
    section, lines = found(text, plan), text.split("\n")
    row = max([section.place.line, *(lines_of(setting).end for setting in section.settings)])
    return "\n".join([*lines[:row], *added.rstrip("\n").split("\n"), *(lines[row:] or [""])])


def into_list(text: str, plan: Plan, key: str, entries: list[Entry], render: Renderer) -> tuple[str, list[str]]:
    """Our items among the project's: behind them, or in front where the last one wins."""
    setting = found(text, plan).get(key)
    if setting is None:
        return text, []
    have = names_in(setting)
    new = [entry for entry in entries if name_of(entry) not in have]
    if not new:
        return text, []
    items = [render.item(entry) for entry in new]
    lines = text.split("\n")
    if plan.target.style == "ini":
        span = lines_of(setting)
        if new[0].first:
            lines[span.start : span.end] = in_front(key, lines[span.start : span.end], items)
            return "\n".join(lines), items
        row = span.end
        return "\n".join([*lines[:row], *"".join(items).rstrip("\n").split("\n"), *lines[row:]]), items
    import json
    import shlex

    own = shlex.split(setting.value) if isinstance(setting.value, str) else [word.text for word in setting.items]
    span = lines_of(setting)
    body = lines[span.start : span.end]
    if len(body) == 1 or isinstance(setting.value, str):
        body = [f"{key} = [", *(f"    {json.dumps(item, ensure_ascii=False)}," for item in own), "]"]
    elif own and not body[-2].split("#")[0].rstrip().endswith((",", "[")):
        body[-2] += ","
    if new[0].first:
        body = [body[0], *"".join(items).rstrip("\n").split("\n"), *body[1:]]
        return "\n".join([*lines[: span.start], *body, *lines[span.end :]]), items
    body = [*body[:-1], *"".join(items).rstrip("\n").split("\n"), "]"]
    return "\n".join([*lines[: span.start], *body, *lines[span.end :]]), items


def in_front(key: str, own: list[str], items: list[str]) -> list[str]:
    """The lines of an ini list with ours before the project's: of several warning filters the last one wins."""
    first = own[0].partition("=")[2].strip()
    ours = "".join(items).rstrip("\n").split("\n")
    return [f"{key} =", *ours, *([f"    {first}"] if first else []), *own[1:]]


def names_in(setting: Setting) -> set[str]:
    """What a list already has: options and markers by their names, all else by its text."""
    return {name for word in setting.items for name in (word.text, head(word.text))}


def name_of(entry: Entry) -> str:
    if entry.words:
        return entry.words[-1] if entry.words[0] == "-p" else head(entry.words[0])
    return head(str(entry.value))


def head(text: str) -> str:
    """`--durations=10` is `--durations`, `-ra` is `-r`, `slow: takes long` is `slow`."""
    if text.startswith("--"):
        return text.partition("=")[0]
    return text[:2] if text.startswith("-") else text.partition(":")[0].partition("(")[0].strip()
