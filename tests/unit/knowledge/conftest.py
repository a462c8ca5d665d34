"""Makes the parts of tools/build_knowledge importable, as the tool itself does."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[3]))
