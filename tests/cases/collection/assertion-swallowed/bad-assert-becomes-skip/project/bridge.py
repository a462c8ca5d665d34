def forward(env):
    return {'status': 'degraded'}
