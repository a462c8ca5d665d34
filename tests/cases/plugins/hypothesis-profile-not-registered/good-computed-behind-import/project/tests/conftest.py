import profiles  # noqa: F401
