"""The fixtures that a test may request. What they need is imported when one of them is."""

from __future__ import annotations
