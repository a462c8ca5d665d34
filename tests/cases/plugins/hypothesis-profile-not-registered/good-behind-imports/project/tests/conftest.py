from . import helpers

helpers.ready()
