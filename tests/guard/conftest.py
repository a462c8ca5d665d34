"""The unit tests import the guard from the checkout; the others install it into real environments."""

from __future__ import annotations

import sys

from tests.guard.installed import ROOT

sys.path.insert(0, str(ROOT))
