from . import helpers

SIZE = helpers.SIZE
