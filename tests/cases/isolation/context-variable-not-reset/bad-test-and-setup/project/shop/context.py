from contextvars import ContextVar

user = ContextVar("user", default=None)
tenant: ContextVar[str] = ContextVar("tenant", default="main")
