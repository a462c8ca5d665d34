"""The parts of tools/build_knowledge."""
