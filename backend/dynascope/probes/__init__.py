"""What is measured inside the compiled step, one idea a file. Pure functions of arrays."""
