FIELDS = {}


def fields_of(kind):
    return FIELDS.get(kind, [])
