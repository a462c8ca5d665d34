from pathlib import Path

Path("pytest-made.ini").write_text("[pytest]")
