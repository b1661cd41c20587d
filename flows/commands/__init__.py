"""What each word of the command line does: `run(arguments)` returns the exit status."""
