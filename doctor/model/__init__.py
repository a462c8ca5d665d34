"""The nouns: frozen dataclasses without disk, environment or third parties."""
