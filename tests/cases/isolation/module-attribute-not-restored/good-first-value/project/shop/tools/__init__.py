from .conda import CondaTool as Tool

SEPARATOR: str | None = None
