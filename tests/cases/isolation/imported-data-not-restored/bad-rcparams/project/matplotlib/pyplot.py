from matplotlib import rcParams, rc_context
