"""What the bot can have done for its customer: Rasa's custom actions, each with what it needs handed in."""
