def sample_rate(env):
    return env.get('RATE', '0.5')
