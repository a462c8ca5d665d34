from pytest import fixture


@fixture(scope="session", name="broker")
def make_broker(docker_ip, docker_services):
    port = docker_services.port_for("rabbitmq", 5672)
    return f"amqp://{docker_ip}:{port}"


@fixture
def queue(broker):
    return f"{broker}/orders"
