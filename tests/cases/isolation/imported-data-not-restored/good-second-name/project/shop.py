DEFAULTS = {"currency": "eur", "tax": {"de": 19}}
LIMITS = {"eu": 3}
