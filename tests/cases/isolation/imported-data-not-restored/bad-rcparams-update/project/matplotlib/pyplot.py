from matplotlib import rcParams
