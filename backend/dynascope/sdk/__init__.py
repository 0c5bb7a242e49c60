"""For programs other than ours: the typed client, and the outbox through which a producer posts telemetry."""
