from physics.tools import current_module, fill

fill(current_module())
