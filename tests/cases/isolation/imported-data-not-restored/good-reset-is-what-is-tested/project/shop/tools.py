from shop import config


def reset_settings():
    config.SETTINGS.update(width=1)
