from hypothesis import HealthCheck, settings

settings.register_profile("ci", suppress_health_check=[HealthCheck.too_slow])
