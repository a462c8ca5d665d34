from . import _native
from ._version import version

__all__ = ["_native", "version"]
