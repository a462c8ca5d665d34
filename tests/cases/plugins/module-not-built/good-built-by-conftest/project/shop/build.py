from pathlib import Path

Path("_speed.py").write_text(Path("_speed.in").read_text())
