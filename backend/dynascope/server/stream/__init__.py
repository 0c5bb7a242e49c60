"""The live stream: what is sent, to whom, and what happens to a client that cannot follow."""
