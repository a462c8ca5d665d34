DEFAULTS = {"CURRENCY": "EUR"}
shop_settings = dict(DEFAULTS)
