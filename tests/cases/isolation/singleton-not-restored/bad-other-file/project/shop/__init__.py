from .config import get_settings as get_settings
