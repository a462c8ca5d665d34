"""The documents that are printed from the rules: their pages, and the table of the README."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from doctor.rules.registry import Rule, rules

START, END = "<!-- rules: printed by tools/docs -->", "<!-- /rules -->"


def pages(root: Path) -> dict[Path, str]:
    """Every printed document and its text."""
    readme = root / "README.md"
    return {
        **{root / "docs" / "rules" / f"{rule.name}.md": page(rule) for rule in rules()},
        root / "docs" / "rules" / "README.md": "# Rules\n\n" + table("") + "\n",
        readme: between(readme.read_text(encoding="utf-8"), summary()),
    }


def stale(root: Path) -> list[Path]:
    """The committed copies that differ from what would be printed, and pages of rules that are gone."""
    wanted = pages(root)
    wrong = [path for path, text in wanted.items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    return wrong + [path for path in sorted((root / "docs" / "rules").glob("*.md")) if path not in wanted]


def write(root: Path) -> list[Path]:
    """Prints them; returns what changed."""
    changed = stale(root)
    wanted = pages(root)
    for path in changed:
        if path in wanted:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(wanted[path], encoding="utf-8")
        else:
            path.unlink()
    return changed


def page(rule: Rule) -> str:
    """The page of one rule."""
    facts = f"*{rule.severity.word}, topic {rule.topic}, since {rule.since}*"
    return f"# {rule.name}\n\n{facts}\n\n{rule.page}\n"


def table(folder: str) -> str:
    """All rules, a row each."""
    return "\n".join(["| rule | severity | what it says |", "| --- | --- | --- |", *rows(folder)])


def rows(folder: str) -> Iterator[str]:
    """The rows of the table."""
    for rule in rules():
        yield f"| [`{rule.name}`]({folder}{rule.name}.md) | {rule.severity.word} | {rule.title} |"


def summary() -> str:
    """How many rules there are in each topic, for the README."""
    topics: dict[str, list[Rule]] = {}
    for rule in rules():
        topics.setdefault(rule.topic, []).append(rule)
    lines = [f"{len(rules())} rules, each with [a page of its own](docs/rules/README.md):", ""]
    for topic, found in topics.items():
        names = ", ".join(f"[{rule.name}](docs/rules/{rule.name}.md)" for rule in found)
        lines.append(f"- **{topic}** ({len(found)}): {names}")
    return "\n".join(lines)


def between(text: str, part: str) -> str:
    """The text with the printed part put between its two marks."""
    before, _, rest = text.partition(START)
    _, _, after = rest.partition(END)
    return f"{before}{START}\n{part}\n{END}{after}"
