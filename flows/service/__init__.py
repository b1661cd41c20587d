"""Prefect's server and worker on this machine, as `fazhi up` starts them and `fazhi down` stops them."""
