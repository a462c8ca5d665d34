def build():
    """Builds."""
