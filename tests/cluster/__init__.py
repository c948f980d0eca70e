"""Several processes behind nginx, on PostgreSQL and Redis, as `scripts/cluster` starts them."""
