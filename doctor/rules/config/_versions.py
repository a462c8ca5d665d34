"""Requirements as pip writes them, compared without packaging where numbers will do."""

from __future__ import annotations

from doctor.model.compatibility import satisfies


def parted(requirement: str) -> tuple[str, str] | None:
    """Name and specifier of `pytest-cov[toml]>=4,<8`; None if it is no requirement."""
    text = requirement.strip()
    end = next((index for index, char in enumerate(text) if not (char.isalnum() or char in "-_.")), len(text))
    name, rest = text[:end], text[end:].strip()
    if rest.startswith("["):
        rest = rest.partition("]")[2].strip()
    rest = rest.partition(";")[0].strip()
    if not name or (rest and rest[0] not in "<>=!~("):
        return None
    return name, rest.strip("()").replace(" ", "")


def meets(version: str, specifier: str) -> bool:
    """Does the version meet it? False, too, if the specifier is none, as for pytest."""
    if all(char.isdigit() or char in ".<>=!," for char in specifier) and "===" not in specifier:
        return satisfies(version, specifier)
    from packaging.specifiers import InvalidSpecifier, SpecifierSet  # 20 ms, for rare spellings

    try:
        return SpecifierSet(specifier).contains(version, prereleases=True)
    except InvalidSpecifier:
        return False
