import sys
import types


def load(path, module_name):
    module = types.ModuleType(module_name)
    for line in path.read_text().splitlines():
        key, _, value = line.partition("=")
        setattr(module, key, int(value))
    sys.modules[module_name] = module
    return module
