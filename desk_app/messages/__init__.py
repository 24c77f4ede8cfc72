"""What customers and shops are told: the words, how a mail looks, and the senders."""
