"""Documents in and out: files found, understood and stored; evaluations written as files."""
