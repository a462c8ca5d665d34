"""A baseline: the findings that a project had when it began, kept in a file, so that only new ones fail.

A finding is known by rule, file and message, without versions and line numbers; those that read the same are counted.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from doctor.errors import UsageError
from doctor.model.findings import Finding
from doctor.model.record import Record

CURE = "write it anew with --update-baseline"


class Comparison(Record):
    """`new` are the findings beyond the baseline; `known` counts those within, `gone` its entries without a finding."""

    new: tuple[Finding, ...]
    known: int
    gone: int


def compared(findings: Iterable[Finding], baseline: Counter[str]) -> Comparison:
    """The findings beside the baseline."""
    left, new, known = baseline.copy(), [], 0
    for finding in findings:
        if left[finding.fingerprint] > 0:
            left[finding.fingerprint] -= 1
            known += 1
        else:
            new.append(finding)
    return Comparison(tuple(new), known, sum(left.values()))


def read(path: Path) -> Counter[str]:
    """How often each fingerprint is known; none where there is no file yet. UsageError for what is no baseline."""
    if not path.exists():
        return Counter()
    try:
        document = json.loads(path.read_bytes())
        if document["schema"] != 1:
            raise UsageError(f"{path} is a baseline of schema {document['schema']!r}, and this knows 1; {CURE}")
        return Counter({str(entry["fingerprint"]): int(entry["count"]) for entry in document["findings"]})
    except OSError as fault:
        raise UsageError(f"cannot read the baseline {path}: {fault.strerror}") from None
    except (ValueError, KeyError, TypeError, RecursionError) as fault:
        raise UsageError(f"{path} is no baseline ({type(fault).__name__}: {fault}); {CURE}") from None


def write(path: Path, findings: Iterable[Finding]) -> None:
    """Writes the findings as the new baseline, whole or not at all."""
    aside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        aside.write_text(text(findings), encoding="utf-8")
        aside.replace(path)
    except OSError as fault:
        aside.unlink(missing_ok=True)
        raise UsageError(f"cannot write the baseline {path}: {fault.strerror}") from None


def text(findings: Iterable[Finding]) -> str:
    """The baseline: sorted, an entry for all findings that read the same, without lines, so that it changes little."""
    entries: dict[str, dict[str, Any]] = {}
    for finding in findings:
        what = {"file": finding.place.file, "rule": finding.rule, "message": finding.problem.message}
        entry = entries.setdefault(finding.fingerprint, {**what, "count": 0, "fingerprint": finding.fingerprint})
        entry["count"] += 1
    ordered = sorted(entries.values(), key=lambda entry: (entry["file"], entry["rule"], entry["fingerprint"]))
    return json.dumps({"schema": 1, "tool": "pytest-doctor", "findings": ordered}, indent=2) + "\n"
