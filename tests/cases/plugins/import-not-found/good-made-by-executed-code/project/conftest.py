from pathlib import Path

exec(Path(__file__).with_name("bootstrap.txt").read_text())

from shop_plugin import till  # noqa: E402, F401
