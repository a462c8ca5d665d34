from .settings import ready
