import logging.config

from alembic import context

logging.config.fileConfig(context.config.config_file_name, disable_existing_loggers=False)
context.configure(url="sqlite://", target_metadata=None, as_sql=True)
with context.begin_transaction():
    context.run_migrations()
