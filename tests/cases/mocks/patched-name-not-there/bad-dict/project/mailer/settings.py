CONF = {"host": "a"}


class Default:
    OPTIONS = {"host": "a"}
