"""The place of the runtime plugin. It has no entry point yet, so pytest does not load it."""
