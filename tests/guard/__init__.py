"""pytest-guard in real pytests."""
