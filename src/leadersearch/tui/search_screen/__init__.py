"""The search screen: what it asks, what it shows of the answers, what its keys do."""
