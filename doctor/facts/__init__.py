"""The verbs: read the world and return model objects. Nothing of the examined project is executed."""
