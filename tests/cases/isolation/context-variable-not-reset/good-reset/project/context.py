from contextvars import ContextVar, copy_context

user = ContextVar("user", default=None)
flag = ContextVar("flag", default=False)
role = ContextVar("role", default="")
store = dict()
