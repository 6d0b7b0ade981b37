"""Stand-ins for authorities, phones and core banking. They exist in development only, and say so in every finding."""
