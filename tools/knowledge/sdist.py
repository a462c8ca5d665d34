"""Source distributions, fetched by pip's own client without the build that `pip download` would start."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

# `pip download` prepares the metadata of a source distribution, which runs its setup.py. The finder and the downloader
# behind it do not.
_SCRIPT = """
import sys
from pip._internal.commands import create_command
from pip._internal.models.link import Link
from pip._internal.network.download import Downloader
from pip._internal.operations.prepare import get_http_url, get_file_url
from pip._internal.utils.temp_dir import global_tempdir_manager
import shutil
name, version, target = sys.argv[1:]
command = create_command("download")
with command.main_context(), global_tempdir_manager():
    options, _ = command.parse_args(["--no-binary", ":all:", name])
    session = command.get_default_session(options)
    finder = command._build_package_finder(options, session)
    found = [each for each in finder.find_all_candidates(name) if str(each.version) == version]
    link = found[-1].link
    if link.is_file:
        shutil.copy(link.file_path, target)
    else:
        try:
            download = Downloader(session, "off")
        except TypeError:
            download = Downloader(session, "off", 0)
        download(link, target)
"""


def download_sdist(pin: str, cache: Path) -> None:
    name, _, version = pin.partition("==")
    subprocess.run([sys.executable, "-c", _SCRIPT, name, version, str(cache)], check=True)
