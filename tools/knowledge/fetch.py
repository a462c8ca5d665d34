"""Sources of distributions, fetched once by exact pin and kept."""

from __future__ import annotations

import io
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

from packaging.utils import canonicalize_name, parse_sdist_filename, parse_wheel_filename


def unpacked(pin: str, cache: Path) -> Path:
    """The folder that holds the sources of `name==version`, its metadata beside them."""
    archive = find(pin, cache) or download(pin, cache)
    folder = cache / "unpacked" / archive.name
    if not folder.is_dir():
        folder.mkdir(parents=True)
        _unpack(archive, folder)
    inner = [path for path in folder.iterdir() if path.is_dir()]
    if archive.name.endswith(".whl"):
        return folder
    base = inner[0]  # of a source distribution
    return base / "src" if (base / "src").is_dir() else base


def find(pin: str, cache: Path) -> Path | None:
    """The archive of this pin in the cache."""
    name, _, version = pin.partition("==")
    for path in sorted(cache.iterdir()):
        try:
            if path.name.endswith(".whl"):
                found = parse_wheel_filename(path.name)[:2]
            elif path.name.endswith((".tar.gz", ".zip")):
                found = parse_sdist_filename(path.name)
            else:
                continue
        except ValueError:
            continue
        if found[0] == canonicalize_name(name) and str(found[1]) == version:
            return path
    return None


def download(pin: str, cache: Path) -> Path:
    """Fetches the wheel; where there is none, the source distribution, whose build is refused."""
    print(f"fetching {pin}", file=sys.stderr)
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
    wheel = subprocess.run([*pip, "--only-binary", ":all:", "--dest", str(cache), pin], check=False)
    if wheel.returncode:
        from tools.knowledge.sdist import download_sdist

        download_sdist(pin, cache)
    archive = find(pin, cache)
    if not archive:
        raise SystemExit(f"{pin} cannot be fetched")
    return archive


def _unpack(archive: Path, folder: Path) -> None:
    """Takes Python files and metadata out of an archive; nothing else is of use."""
    for name, data in _members(archive):
        target = (folder / name).resolve()
        wanted = name.endswith((".py", ".txt", "METADATA", "PKG-INFO", ".cfg", ".toml", ".pyi"))
        if wanted and target.is_relative_to(folder.resolve()):
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)


def _members(archive: Path) -> list[tuple[str, bytes]]:
    if archive.name.endswith((".whl", ".zip")):
        with zipfile.ZipFile(archive) as opened:
            return [(info.filename, opened.read(info)) for info in opened.infolist() if not info.is_dir()]
    with tarfile.open(fileobj=io.BytesIO(archive.read_bytes())) as tar:
        files = [member for member in tar.getmembers() if member.isfile()]
        return [(member.name, tar.extractfile(member).read()) for member in files]  # type: ignore[union-attr]
