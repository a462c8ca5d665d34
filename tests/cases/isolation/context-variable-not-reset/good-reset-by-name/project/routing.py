from contextvars import ContextVar

sticky_var = ContextVar("sticky", default=False)


def reset_routing():
    sticky_var.set(False)
