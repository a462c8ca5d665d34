from . import helpers

LIMIT = helpers.LIMIT
