"""The documents that are printed from the rules: their pages, and the table of the README."""

from __future__ import annotations

from pathlib import Path

from doctor.rules.registry import Rule, rules

SHOWN = frozenset(
    {
        "config-file-hidden", "section-not-read", "unknown-config-key", "testpaths-match-nothing",
        "marker-of-blocked-plugin", "import-not-found", "plugins-conflict", "unknown-option", "plugin-needs-socket",
        "workers-exceed-cpu-quota", "docker-without-engine", "unknown-marker", "parametrize-over-set",
        "skip-condition-misread", "async-test-not-run", "async-fixture-not-handled", "coroutine-not-awaited",
        "class-not-collected", "test-redefined", "duplicate-basename", "fixture-not-found", "fixture-scope-mismatch",
        "fixed-port-under-xdist", "environ-not-restored", "dependency-override-not-restored",
        "shared-database-under-xdist", "patcher-not-stopped", "mock-left-in-place", "async-mock-not-awaited",
        "process-not-stopped", "port-not-checked", "wait-outlives-process", "layer-missing",
        "value-outside-allow-list", "unused-ignore",
    }
)  # fmt: skip
START, END = "<!-- rules: printed by tools/docs -->", "<!-- /rules -->"


def pages(root: Path) -> dict[Path, str]:
    """Every printed document and its text."""
    readme = root / "README.md"
    return {
        **{root / "docs" / "rules" / f"{rule.name}.md": page(rule) for rule in rules()},
        root / "docs" / "rules" / "README.md": index(),
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


def index() -> str:
    """All rules, a row each, by topic."""
    sections = ["# Rules"]
    for topic, found in by_topic().items():
        rows = [f"| [`{rule.name}`]({rule.name}.md) | {rule.severity.word} | {rule.title} |" for rule in found]
        head = [f"## {topic}", "", "| rule | severity | what it says |", "| --- | --- | --- |"]
        sections.append("\n".join([*head, *rows]))
    return "\n\n".join(sections) + "\n"


def summary() -> str:
    """How many rules there are in each topic, and some that are known to many, for the README."""
    lines = [
        f"{len(rules())} rules, each with [a page of its own](docs/rules/README.md):",
        "",
        "| topic | rules | among them |",
        "| --- | ---: | --- |",
    ]
    for topic, found in by_topic().items():
        shown = (f"[{rule.name}](docs/rules/{rule.name}.md)" for rule in found if rule.name in SHOWN)
        lines.append(f"| {topic} | {len(found)} | {', '.join(shown)} |")
    return "\n".join(lines)


def by_topic() -> dict[str, list[Rule]]:
    """In the order of the rules."""
    topics: dict[str, list[Rule]] = {}
    for rule in rules():
        topics.setdefault(rule.topic, []).append(rule)
    return topics


def between(text: str, part: str) -> str:
    """The text with the printed part put between its two marks."""
    before, _, rest = text.partition(START)
    _, _, after = rest.partition(END)
    return f"{before}{START}\n{part}\n{END}{after}"
