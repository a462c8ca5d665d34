class AppConfig:
    pass
