"""What the README's figures come from. `make bench` runs every benchmark, `python -m bench NAME` one."""
