"""What handoff/ asks, over HTTP, with a signed statement of who asks."""
